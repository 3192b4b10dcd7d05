import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { unusedMembers } from '../../../build/checks/unused-members.ts';

it('names what an interface or a function offers and nothing calls, and nothing that is called, taken apart or handed on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-members-'));
  try {
    const file = join(folder, 'feature.ts');
    writeFileSync(
      file,
      `export interface Feature { called(): void; taken(): void; handed(): void; readonly name: string; dead(): void }
       type Part<T, K extends keyof T> = { [P in K]: T[P] };
       declare const feature: Feature;
       declare const part: Part<Feature, 'taken'>;
       const { taken } = part;
       feature.called();
       export const parts = { taken, handed: feature.handed };
       export function createThing() {
         const short = () => {};
         return { used() {}, short, count: 1, ghost: () => {} };
       }
       const thing = createThing();
       thing.used();
       thing.short();`,
    );
    const found = unusedMembers(ts.createProgram([file], { noLib: true }), (each) => each.startsWith(folder));
    expect(found).toEqual([
      expect.stringMatching(/feature\.ts:1 Feature\.dead$/),
      expect.stringMatching(/feature\.ts:10 createThing\.ghost$/),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
