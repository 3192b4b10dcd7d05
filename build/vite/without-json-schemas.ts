import type { Plugin } from 'vite';

const libraries = ['ajv/dist/2020.js', 'ajv-formats'];
const nothing = '\0without-json-schemas';

/** Leaves out Ajv, by which the store of settings checks them against a JSON schema. It is given none, and every start would load it. */
export const withoutJsonSchemas = (): Plugin => ({
  name: 'without-json-schemas',
  enforce: 'pre',
  resolveId: (source) => (libraries.includes(source) ? nothing : null),
  load: (id) => (id === nothing ? 'export const Ajv2020 = undefined; export default {};' : null),
});
