import { local, type LocalTable, shared, type SharedTable } from './table.ts';

const numberOfRow = 'the number of a row differs from desk to desk';

const ownNotification = 'each desk tells its own member';

/**
 * What was told together there is told together here, to this desk's member; by mail and the like the desk tells it that found
 * it out.
 */
function toldHere(kind: string, at: string) {
  const same = `account_id = @account_id AND kind = ${kind} AND created_at = ${at}`;
  const notification = `(SELECT max(id) FROM notifications WHERE ${same})`;
  return {
    before: [
      `INSERT INTO notifications (account_id, kind, created_at) SELECT @account_id, ${kind}, ${at}
       WHERE NOT EXISTS (SELECT 1 FROM notifications WHERE ${same})`,
      `UPDATE deliveries SET state = 'withdrawn' WHERE state = 'pending' AND notification_id = ${notification}`,
    ],
    arriving: { notification_id: notification },
  };
}

/**
 * What a team has in common, table by table and column by column; what stands in neither list is a mistake that a test
 * finds. A table comes after those that it refers to: rows are written in this order where a desk joins.
 */
export const sharedTables: readonly SharedTable[] = [
  shared('accounting_days', 'account', 'id', 'time_zone'),
  shared('accounts', 'account', 'id', 'name name_key practice created_at removed_at support_email', {
    local: { role: 'it is the member’s' },
    arriving: { role: '(SELECT role FROM team_desk)' },
  }),
  shared('account_sources', 'source', 'account_id kind', 'base_url customer_id', {
    local: { key_salt: 'it tells whose key the one on this desk is', key_hash: 'as key_salt' },
  }),
  shared('practice_accounts', 'account', 'account_id', 'seed invoices anchor clock_offset'),
  shared('account_references', 'references', 'account_id', 'cost_centre po_number'),
  shared('usage_plans', 'plan', 'account_id', 'plan changed_at'),
  shared('approved_details', 'billing-details', 'account_id', 'details own_change_at'),
  shared('gone_subscriptions', 'account', 'account_id subscription_id', 'plan currency since dismissed_at'),
  shared('billed_currencies', 'account', 'account_id subject currency', ''),
  shared('snapshots', 'account', 'account_id first_as_of', 'as_of content body', { local: { id: numberOfRow } }),
  shared(
    'daily_estimates',
    'account',
    'account_id subscription_id period_start day',
    'as_of total forecast method currency metered lines',
  ),
  shared(
    'alerts',
    'alerts',
    'account_id scope time_window measure threshold unit',
    'id time_zone steps created_at removed_at name note paused_until',
  ),
  shared(
    'periods',
    'account',
    'account_id subject time_window period_start',
    'plan period_end currency closed_seen_at settled_at invoice_id final_amount final_currency',
    { local: { id: numberOfRow }, decided: 'period' },
  ),
  shared(
    'alert_events',
    'alerts',
    'period_id measure threshold unit step',
    `id account_id account_name practice alert_id scope time_window subscription_id plan name_plan period_start period_end
     amount amount_unit billed included late as_of triggered_at seen_at seen_how cause`,
    {
      references: { period_id: 'periods' },
      local: { notification_id: ownNotification },
      ...toldHere(`'alert-event'`, '@triggered_at'),
    },
  ),
  shared('notices', 'alerts', 'account_id kind subject', 'facts noticed_at', {
    local: { id: numberOfRow, notification_id: ownNotification },
    ...toldHere('@kind', '@noticed_at'),
  }),
  shared('invoice_syncs', 'account', 'account_id', 'full_at first_full_at reader'),
  shared(
    'invoices',
    'import',
    'account_id id type',
    `number corrects status subscription_id customer_name created_at issued_at due_at paid_at period_start period_end
     currency total tax_id hosted_url document_url links_at content first_seen_at changed_at document_sha256
     document_bytes document_kind note own_cost_centre own_po_number source payment version version_at cause reader lines_hash
     withdrawn_at newer_document usage_start usage_end fixed_start fixed_end net tax credit_applied subtotal discounts
     shipping taxes prepaid credit_notes_applied rounding paid payments remaining seller seller_tax_id`,
    {
      local: {
        row: numberOfRow,
        document: 'whether the file is on this desk',
        document_error: 'why it is not',
        tags: 'put together from invoice_tags',
        cost_centre: 'its own, or its account’s',
        po_number: 'its own, or its account’s',
      },
      arriving: { document: "iif(@document_sha256 IS NULL, 'none', 'pending')" },
      held: 'document_sha256 document_bytes',
    },
  ),
  shared(
    'invoice_lines',
    'import',
    'invoice position',
    `id description amount currency quantity period_start period_end price_id kind unit_amount_decimal discounts taxes`,
    { references: { invoice: 'invoices' } },
  ),
  shared('invoice_tags', 'annotations', 'invoice tag_key', 'tag', { references: { invoice: 'invoices' } }),
  shared(
    'invoice_versions',
    'import',
    'invoice version',
    'seen_at cause record document_sha256 document_bytes document_kind',
    {
      references: { invoice: 'invoices' },
    },
  ),
  shared('invoice_answers', 'import', 'invoice version place', 'at answer', { references: { invoice: 'invoices' } }),
  shared('sellers', 'import', 'id', 'name account_id support_email creditor notes files_itself'),
  shared('seller_marks', 'import', 'seller_id kind key', 'text state said_by since'),
  shared('invoice_sellers', 'import', 'invoice', 'seller_id bank_account host reference', {
    references: { invoice: 'invoices' },
  }),
  shared('learned_places', 'import', 'seller_key field', 'id seller label page left baseline day_order learned_at'),
  shared('distinct_invoices', 'import', 'sha256 other', 'said_by said_at'),
  shared('accepted_findings', 'findings', 'id', 'account_id finding actor at'),
  shared('handover_profiles', 'handover', 'id', 'name name_key profile created_at removed_at'),
  shared('handover_rates', 'handover', 'base currency day', 'rate'),
  shared('handover_taxes', 'handover', 'invoice', 'parts'),
  shared('handover_batches', 'handover', 'id', 'profile_id number state files actor written_at undone_at', {
    local: { holder: 'the process that wrote it', folder: 'a place on the desk that wrote it' },
    arriving: { holder: "''", folder: "''" },
  }),
  shared(
    'handover_items',
    'handover',
    'batch_id key',
    'profile_id invoice change basis version bookings replaces current',
    {
      references: { invoice: 'invoices', replaces: 'handover_items' },
      local: { id: numberOfRow },
    },
  ),
  shared('base_currency', 'account', 'id', 'currency'),
  shared('exchange_rates', 'account', 'base currency', 'rate day'),
  shared('budgets', 'alerts', 'id', 'name amount currency every created_at removed_at'),
  shared('budget_accounts', 'alerts', 'budget_id account_id', ''),
  shared('budget_events', 'alerts', 'budget_id first_month amount currency', 'spent exceeded_at seen_at', {
    local: { id: numberOfRow },
  }),
  shared('contracts', 'plan', 'account_id subscription_id', 'contract'),
  shared('to_do_decisions', 'annotations', 'item', 'what actor decided_at until_at'),
  shared('saved_filters', 'annotations', 'name_key', 'id name terms created_at'),
  shared('actions', 'annotations', 'id', 'at actor what account_id before after outcome'),
];

/** What each desk has for itself. */
export const localTables: readonly LocalTable[] = [
  ...local('a desk’s part in a team', 'team_desk team_changes wanted_documents'),
  ...local('when this desk polls, and what came of it', 'watch_schedule checks usage_answers'),
  ...local('what this desk’s own checks found out', 'outages alert_outages details_changes own_details_changes'),
  ...local('who works on this data folder', 'leases'),
  ...local('what this desk tells its member', 'notifications last_seen dismissed_activity account_places'),
  ...local('how this desk tells beside itself, with secrets of its own', 'channels channel_choices deliveries'),
  ...local('how far this desk has read at the vendor', 'invoice_listings unread_objects'),
  ...local(
    'files and mails that came to this desk',
    'import_folders import_files mailboxes mailbox_mails mailbox_taken mailbox_links mailbox_link_hosts mailbox_log mailbox_saved',
  ),
  ...local('where this desk’s files are', 'exports export_outputs archive_folder'),
  ...local('made of the files on this desk', 'verifications document_texts imports_to_read'),
  ...local(
    'made of the invoices, for search and sums',
    `invoice_facts invoice_texts invoice_sums invoice_search invoice_search_data invoice_search_idx
     invoice_search_docsize invoice_search_config`,
  ),
];
