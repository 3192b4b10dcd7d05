// Names what interfaces of electron/ offer and nothing in the program calls. Unused exports are knip's; it cannot see into
// interfaces.
import { relative } from 'node:path';
import ts from 'typescript';
import { inProject, projectRoot, say } from '../support/project.ts';

/** Used by tests alone, and why that is right. */
const forTests: ReadonlySet<string> = new Set([
  // The rule without the check that comes before it in the program.
  'WatchedAlerts.save',
]);

/** Members that can be called, of interfaces in these files, that no file of the program uses: `file:line Interface.member`. */
export function unusedMembers(program: ts.Program, isOurs: (file: string) => boolean): string[] {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => isOurs(fileName));
  const used = new Set<ts.Declaration>();
  const use = (symbol: ts.Symbol | undefined): void => {
    for (const declaration of symbol?.declarations ?? []) used.add(declaration);
  };

  function noteUses(node: ts.Node): void {
    if (ts.isPropertyAccessExpression(node)) use(checker.getSymbolAtLocation(node.name));
    else if (ts.isElementAccessExpression(node)) use(checker.getSymbolAtLocation(node.argumentExpression));
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name)) use(checker.getTypeAtLocation(node.parent).getProperty(name.text));
    }
    ts.forEachChild(node, noteUses);
  }
  files.forEach(noteUses);

  const isCalled = (member: ts.TypeElement): boolean =>
    ts.isMethodSignature(member) ||
    (ts.isPropertySignature(member) &&
      checker.getNonNullableType(checker.getTypeAtLocation(member)).getCallSignatures().length > 0);

  return files.flatMap((file) =>
    file.statements.filter(ts.isInterfaceDeclaration).flatMap((offer) =>
      offer.members
        .filter((member) => isCalled(member) && !used.has(member) && !forTests.has(nameOf(offer, member)))
        .map((member) => {
          const { line } = file.getLineAndCharacterOfPosition(member.getStart());
          return `${relative(projectRoot, file.fileName)}:${line + 1} ${nameOf(offer, member)}`;
        }),
    ),
  );
}

const nameOf = (offer: ts.InterfaceDeclaration, member: ts.TypeElement): string =>
  `${offer.name.text}.${member.name?.getText() ?? ''}`;

/** The program that a tsconfig describes. */
function programOf(config: string): ts.Program {
  const { config: read } = ts.readConfigFile(config, (file) => ts.sys.readFile(file)) as { config: unknown };
  const { fileNames, options } = ts.parseJsonConfigFileContent(read, ts.sys, inProject('electron'));
  return ts.createProgram(fileNames, options);
}

if (import.meta.main) {
  const electron = inProject('electron');
  const unused = unusedMembers(programOf(inProject('electron', 'tsconfig.json')), (file) => file.startsWith(electron));
  for (const each of unused) say(`Nothing uses ${each}`);
  if (unused.length > 0) process.exitCode = 1;
}
