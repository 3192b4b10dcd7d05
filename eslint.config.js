import tseslint from 'typescript-eslint';
import vue from 'eslint-plugin-vue';
import vueParser from 'vue-eslint-parser';
import { componentParser } from './build/checks/component-parser.ts';

const monthBySlicing = {
  selector: "CallExpression[callee.property.name='slice'][callee.object.callee.property.name='toISOString']",
  message: 'A day or month cut from toISOString() is wrong for hours: use shared/period.ts.',
};
const localTimeGetter = {
  selector: 'CallExpression[callee.property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes)$/]',
  message: 'Local-time Date getters depend on the machine: use shared/period.ts.',
};
/** A test that waits for what never comes stands still until the whole suite's limit, and then names nothing. */
const waitsWithoutLimit = [
  'AwaitExpression > CallExpression[callee.name="once"]',
  'AwaitExpression > NewExpression[callee.name="Promise"]:not(:has(Identifier[name="setImmediate"]))',
].map((selector) => ({
  selector,
  message: 'This may wait for ever: give it a limit and words by within() of waits.ts.',
}));

/** How a template is laid out is Prettier's business. */
const layoutRulesOfVue = Object.fromEntries(
  Object.entries(vue.rules)
    .filter(([, rule]) => rule.meta.type === 'layout')
    .map(([name]) => [`vue/${name}`, 'off']),
);

/* Components: all rules. Everything else: only what oxlint (.oxlintrc.json) has no rule for. */
export default tseslint.config(
  // The last are there for a moment while the window is built.
  { ignores: ['node_modules', 'out', 'dist', 'test-results', 'playwright-report', '.cache', '*.config.ts.*.mjs'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    rules: { 'no-restricted-syntax': ['error', monthBySlicing, localTimeGetter] },
  },
  {
    files: ['tests/**/*.ts', 'build/chromium-host/tests/*.ts'],
    ignores: ['tests/bench/**', 'tests/soak/**'],
    rules: { 'no-restricted-syntax': ['error', monthBySlicing, localTimeGetter, ...waitsWithoutLimit] },
  },
  {
    files: ['**/*.vue'],
    extends: [...tseslint.configs.strictTypeChecked, ...vue.configs['flat/recommended']],
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: componentParser(`${import.meta.dirname}/renderer/tsconfig.json`),
        project: 'renderer/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      ...layoutRulesOfVue,
      'no-restricted-syntax': ['error', monthBySlicing, localTimeGetter],
      'vue/multi-word-component-names': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreUsingDeclarations: true }],
      // Defaults of `const { size = 'medium' } = defineProps<…>()` are Vue's own way and do apply.
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // Functions that factories give have no `this` that could be lost.
      '@typescript-eslint/unbound-method': 'off',
      // ESLint sees a component as an error type; vue-tsc, which knows it, checks these files.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
);
