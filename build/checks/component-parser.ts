import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import ts from 'typescript';
import * as vueParser from 'vue-eslint-parser';

interface ParserOptions {
  readonly filePath: string;
  readonly [option: string]: unknown;
}

const onUnRecoverableConfigFileDiagnostic = (found: ts.Diagnostic): never => {
  throw new Error(ts.flattenDiagnosticMessageText(found.messageText, '\n'));
};

const asTypeScript = (code: string, options: ParserOptions) => typescriptParser.parseForESLint(code, options);

/** The code that vue-eslint-parser makes of a component's script and hands to its inner parser. */
function scriptOf(filePath: string): string {
  let script = '';
  vueParser.parseForESLint(readFileSync(filePath, 'utf8'), {
    filePath,
    sourceType: 'module',
    // Only the script is parsed with a project; expressions of the template come without.
    project: true,
    parser: {
      parseForESLint: (code: string, options: ParserOptions) => {
        if (options.project !== undefined) script = code;
        return asTypeScript(code, { ...options, project: undefined });
      },
    },
  });
  return script;
}

/**
 * A parser for the scripts of components (`parserOptions.parser` of vue-eslint-parser) whose types come from one program
 * of all of them. Left to itself, typescript-eslint finds that a component's script differs from the file and makes
 * a new program, with a new type checker, for each of them: eight times the work.
 */
export function componentParser(configFile: string) {
  let program: ts.Program | undefined;
  const scripts = new Map<string, string>();

  function programOfAll(): ts.Program {
    const config = ts.getParsedCommandLineOfConfigFile(
      configFile,
      {},
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic },
    );
    if (config === undefined) throw new Error(`${configFile} cannot be read`);
    const folder = path.dirname(configFile);
    for (const file of globSync('**/*.vue', { cwd: folder }).map((found) => path.join(folder, found))) {
      scripts.set(file, scriptOf(file));
    }
    const options = { ...config.options, allowNonTsExtensions: true };
    const host = ts.createCompilerHost(options, true);
    const fromDisk = host.getSourceFile.bind(host);
    host.getSourceFile = (file, version, ...rest) => {
      const script = scripts.get(path.resolve(file));
      if (script === undefined) return fromDisk(file, version, ...rest);
      return ts.createSourceFile(file, script, version, true, ts.ScriptKind.TS);
    };
    return ts.createProgram([...config.fileNames, ...scripts.keys()], options, host);
  }

  return {
    parseForESLint(code: string, options: ParserOptions) {
      if (options.project === undefined) return asTypeScript(code, options);
      program ??= programOfAll();
      // An editor hands over what is not saved yet.
      if (scripts.get(options.filePath) !== code) return asTypeScript(code, options);
      return asTypeScript(code, { ...options, project: undefined, programs: [program] });
    },
  };
}
