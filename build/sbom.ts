// `npm run sbom`: everything that is in the packages, as CycloneDX: in dist/billfold.cdx.json, or in the file that is named.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ensureBuilt } from './support/ensure-built.ts';
import { librariesInPackage } from './support/licenses.ts';
import { inProject, projectRoot } from './support/project.ts';

const file = resolve(process.argv[2] ?? inProject('dist', 'billfold.cdx.json'));
/** Only for npm: a tool of development. In a package it is what everything runs in. */
const runtime = 'electron';

const component = z.looseObject({
  'bom-ref': z.string(),
  group: z.string().optional(),
  name: z.string(),
  version: z.string().optional(),
  properties: z.array(z.looseObject({ name: z.string() })).optional(),
});
const installed = z.looseObject({
  metadata: z.looseObject({ component }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
});
type Component = z.infer<typeof component>;

ensureBuilt(['program', 'window']);
mkdirSync(dirname(file), { recursive: true });
const script = inProject('node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js');
const options = ['--package-lock-only', '--flatten-components', '--output-reproducible', '--mc-type', 'application'];
const { status } = spawnSync(process.execPath, [script, ...options, '--output-file', file], {
  cwd: projectRoot,
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (status === 0)
  writeFileSync(
    file,
    `${JSON.stringify(onlyPacked(installed.parse(JSON.parse(readFileSync(file, 'utf8')))), null, 2)}\n`,
  );
else process.exitCode = 1;

/** Of all that is installed what a package holds. */
function onlyPacked(bom: z.infer<typeof installed>): z.infer<typeof installed> {
  const manifest = z.object({ version: z.string() });
  const electron = manifest.parse(JSON.parse(readFileSync(inProject('node_modules', runtime, 'package.json'), 'utf8')));
  const packed = new Set([
    ...librariesInPackage(projectRoot).map(({ name, version }) => `${name}@${version}`),
    `${runtime}@${electron.version}`,
  ]);
  const idOf = ({ group, name, version }: Component): string => `${group ? join(group, name) : name}@${version ?? ''}`;
  const components = bom.components.filter((each) => packed.has(idOf(each)));
  const known = new Set(components.map(idOf));
  const unknown = [...packed].filter((id) => !known.has(id));
  if (unknown.length > 0) throw new Error(`npm knows nothing of what is in the package: ${unknown.join(', ')}`);

  const program = bom.metadata.component['bom-ref'];
  const refs = new Set([program, ...components.map((each) => each['bom-ref'])]);
  return {
    ...bom,
    components: components.map((each) => ({
      ...each,
      properties: each.properties?.filter(({ name }) => name !== 'cdx:npm:package:development'),
    })),
    dependencies: bom.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map((each) => ({ ...each, dependsOn: each.dependsOn?.filter((ref) => refs.has(ref)) })),
  };
}
