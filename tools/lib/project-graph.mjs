// The rule about arrows reads Nx's project graph from a cache. A stale one misses new packages, and without one the
// rule passes everything in silence: so each lint gets a graph made for it, in a folder of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagesOf } from './build-changed.mjs';
import { Complaint } from './plain.mjs';

const MAKE = "import('@nx/devkit').then((devkit) => devkit.createProjectGraphAsync({ exitOnError: true }))";

/** Runs `work` with the environment that makes ESLint read a project graph made just now. */
export async function withProjectGraph(root, work) {
  const folder = mkdtempSync(join(tmpdir(), 'curbstop-graph-'));
  const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_WORKSPACE_DATA_DIRECTORY: folder };
  delete env.NX_CACHE_PROJECT_GRAPH;
  try {
    const made = spawnSync(process.execPath, ['--input-type=module', '-e', MAKE], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Complaint(`Nx could not make its project graph:\n${made.stdout}${made.stderr}`);
    const { nodes } = JSON.parse(readFileSync(join(folder, 'project-graph.json'), 'utf8'));
    const missing = packagesOf(root).filter(
      ({ manifest }) => !nodes[manifest.name]?.data.tags?.some((tag) => manifest.nx?.tags?.includes(tag)),
    );
    if (missing.length)
      throw new Complaint(
        `Not in Nx's project graph, or without a tag under "nx" in package.json: ${missing.map(({ folder: at }) => at).join(', ')}.`,
      );
    return await work(env);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
