/**
 * The compiler options that the build and the tests share: legacy decorators with metadata, as Nest and TypeORM need.
 * @param {{ tsx?: boolean, test?: boolean }} of whether the file holds JSX (Preact), and whether Jest will load it
 */
export const compilerOptions = ({ tsx = false, test = false } = {}) => ({
  configFile: false,
  swcrc: false,
  sourceMaps: test ? 'inline' : true,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true, tsx },
    keepClassNames: true,
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
    // Jest loads the sources themselves, so there `./x.ts` has to stay `./x.ts`.
    ...(test ? {} : { rewriteRelativeImportExtensions: true }),
  },
});
