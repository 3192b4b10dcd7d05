/** Files that hold rules, and the tests that hold them: of the sources, without a build, a window or a server. */
export interface RuleGroup {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const shared = (name: string): string => `tests/unit/shared/${name}.test.ts`;
const watch = (name: string): string => `tests/unit/watch/${name}.test.ts`;
const archive = (name: string): string => `tests/unit/archive/${name}.test.ts`;

/** What costs somebody money, an alert or an invoice when it is wrong. */
export const ruleGroups: readonly RuleGroup[] = [
  { name: 'money', files: ['shared/money.ts'], tests: [shared('money')] },
  { name: 'period', files: ['shared/period.ts'], tests: [shared('period')] },
  { name: 'forecast', files: ['shared/forecast.ts'], tests: [shared('forecast')] },
  {
    name: 'pricing',
    files: ['shared/preview-bill.ts', 'shared/item-price.ts'],
    tests: [shared('preview-bill'), shared('item-price')],
  },
  {
    name: 'comparison',
    files: ['shared/comparison.ts', 'shared/line-changes.ts'],
    tests: [shared('comparison'), shared('line-changes')],
  },
  { name: 'estimate', files: ['shared/estimate.ts'], tests: [shared('estimate')] },
  { name: 'series', files: ['shared/invoice-series.ts'], tests: [shared('invoice-series')] },
  { name: 'naming', files: ['shared/naming.ts'], tests: [shared('naming')] },
  {
    name: 'segments',
    files: ['shared/path-segments.ts'],
    tests: [shared('path-segments'), shared('naming')],
  },
  { name: 'plan', files: ['electron/export/plan.ts'], tests: ['tests/unit/export/plan.test.ts'] },
  {
    name: 'alerts',
    files: ['shared/alerts.ts', 'shared/outcomes.ts', 'shared/standings.ts'],
    tests: [shared('alerts'), shared('standings')],
  },
  { name: 'sums', files: ['shared/sums.ts'], tests: [shared('sums')] },
  { name: 'trigger', files: ['electron/watch/alert-trigger.ts'], tests: [watch('alert-trigger')] },
  { name: 'alertEvents', files: ['electron/watch/alert-events.ts'], tests: [watch('alert-event-rows')] },
  { name: 'periods', files: ['electron/watch/periods.ts'], tests: [watch('period-rows')] },
  {
    name: 'check',
    files: ['electron/watch/record.ts'],
    tests: [
      ...[watch('one-account'), watch('not-compared'), watch('alert-event'), watch('history')],
      ...[watch('details-changes'), watch('usage-account')],
    ],
  },
  { name: 'closing', files: ['electron/watch/closed-periods.ts'], tests: [watch('closed-periods')] },
  { name: 'late', files: ['electron/watch/late.ts'], tests: [watch('late')] },
  {
    name: 'outbox',
    files: [
      'electron/watch/outbox.ts',
      'electron/watch/outbox-message.ts',
      'electron/watch/schedule.ts',
      'shared/quiet-hours.ts',
    ],
    tests: [watch('outbox-rows'), watch('rules')],
  },
  {
    name: 'outages',
    files: ['electron/watch/alert-outages.ts', 'electron/watch/outages.ts'],
    tests: [watch('alert-outages'), watch('stores'), watch('not-compared')],
  },
  { name: 'record', files: ['shared/invoice-record.ts'], tests: [shared('invoice-record')] },
  {
    name: 'versions',
    files: ['electron/archive/invoice-versions.ts'],
    tests: [archive('invoice-versions'), archive('invoice-writer')],
  },
  { name: 'writer', files: ['electron/archive/invoice-writer.ts'], tests: [archive('invoice-writer')] },
  { name: 'migrations', files: ['electron/database/open.ts'], tests: ['tests/unit/database/open.test.ts'] },
];
