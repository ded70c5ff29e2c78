// The sources as the compiler knows them: everything that runs on the server, with its specs and tools.
import { join } from 'node:path';
import ts from 'typescript';

/** The program over the whole tree, or over the files that are named. */
export function programOf(root, files) {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.node.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
      },
    },
  );
  const options = { ...config.options, noEmit: true, incremental: false, tsBuildInfoFile: undefined };
  return ts.createProgram(files ?? config.fileNames, options);
}
