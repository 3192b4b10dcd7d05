import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** As much of Babel's path as is looked at here. */
interface Path {
  readonly node: Node;
}
interface Node {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly callee?: Node;
  readonly object?: Node;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
}

const sql = /^\s*(SELECT|INSERT|UPDATE|DELETE|EXISTS|PRAGMA)\b/;

/** What holds no rule, or none that an emptied text could show: each of these would only raise the figure. */
function whyNoRule({ node }: Path): string | undefined {
  const text = node.type === 'StringLiteral' ? node.value : node.quasis?.[0]?.value.raw;
  if (typeof text === 'string' && sql.test(text)) return 'SQLite refuses an empty statement, whatever is tested.';
  if (node.type === 'NewExpression' && node.callee?.name?.endsWith('Error')) return 'Words for developers.';
  const called = node.type === 'CallExpression' ? rootOf(node)?.name : undefined;
  if (called === 'logger' || called === 'bugOf') return 'Words for developers.';
  if (called === 'z') return 'The shape of data; the contract has its own tests.';
  return undefined;
}

/** The `z` of `z.string().regex(…)`. */
function rootOf(node: Node): Node | undefined {
  let root: Node | undefined = node;
  while (root?.type === 'CallExpression' || root?.type === 'MemberExpression') root = root.callee ?? root.object;
  return root;
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'no-rule', { shouldIgnore: (path) => whyNoRule(path as Path) }),
];
