// Names what interfaces of electron/, and what its exported functions return without one, offer and nothing in the program
// calls. Unused exports are knip's; it cannot see into either.
import { relative } from 'node:path';
import ts from 'typescript';
import { inProject, projectRoot, say } from '../support/project.ts';

/** Right all the same, and why. */
const known: ReadonlySet<string> = new Set([
  // Tests use the rule without the check that comes before it in the program.
  'createWatchedAlerts.save',
  // It is called as that of whatever is open in the place of the program.
  'openQuestion.close',
  // The mailbox library writes its log by it.
  'createRefusals.warn',
]);

/** Members that can be called, of what these files offer, that no file of the program uses: `file:line Interface.member`. */
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

  const isCalled = (member: Member): boolean =>
    !ts.isSpreadAssignment(member) &&
    checker.getNonNullableType(checker.getTypeAtLocation(member)).getCallSignatures().length > 0;

  return files.flatMap((file) =>
    file.statements.filter(isOffer).flatMap((offer) =>
      membersOf(offer)
        .filter((member) => isCalled(member) && !used.has(member) && !known.has(nameOf(offer, member)))
        .map((member) => {
          const { line } = file.getLineAndCharacterOfPosition(member.getStart());
          return `${relative(projectRoot, file.fileName)}:${line + 1} ${nameOf(offer, member)}`;
        }),
    ),
  );
}

type Offer = ts.InterfaceDeclaration | ts.FunctionDeclaration;
type Member = ts.TypeElement | ts.ObjectLiteralElementLike;

const isOffer = (node: ts.Node): node is Offer =>
  ts.isInterfaceDeclaration(node) || (ts.isFunctionDeclaration(node) && !node.type);

const membersOf = (offer: Offer): readonly Member[] =>
  ts.isInterfaceDeclaration(offer)
    ? offer.members
    : (offer.body?.statements ?? []).flatMap((statement) =>
        ts.isReturnStatement(statement) && statement.expression && ts.isObjectLiteralExpression(statement.expression)
          ? statement.expression.properties
          : [],
      );

const nameOf = (offer: Offer, member: Member): string => `${offer.name?.text ?? ''}.${member.name?.getText() ?? ''}`;

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
