/** A form with nested keys: `a[b]=1&c[]=2&c[]=3` is `{ a: { b: '1' }, c: ['2', '3'] }`. */
export type FormNode = string | readonly FormNode[] | FormFields;
export interface FormFields {
  readonly [name: string]: FormNode;
}

interface Branch {
  readonly children: Map<string, Branch>;
  values: string[];
}

const newBranch = (): Branch => ({ children: new Map(), values: [] });

const keysOf = (name: string): string[] => [
  name.replace(/\[.*$/s, ''),
  ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key),
];

function nodeOf(branch: Branch): FormNode {
  if (branch.children.size === 0) return branch.values.at(-1) ?? '';
  const entries = [...branch.children].flatMap(([key, child]): [string, FormNode][] =>
    key === '' ? child.values.map((value) => [key, value]) : [[key, nodeOf(child)]],
  );
  if (entries.every(([key]) => /^\d*$/.test(key))) return entries.map(([, node]) => node);
  return Object.fromEntries(entries);
}

/** Reads `application/x-www-form-urlencoded` text, as it stands in a query or a body. */
export function parseForm(text: string): FormFields {
  const root = newBranch();
  for (const [name, value] of new URLSearchParams(text)) {
    let branch = root;
    for (const key of keysOf(name)) {
      const child = branch.children.get(key) ?? newBranch();
      branch.children.set(key, child);
      branch = child;
    }
    branch.values.push(value);
  }
  return Object.fromEntries([...root.children].map(([key, child]) => [key, nodeOf(child)]));
}
