import { mayDo } from '#shared/permissions.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { type Acceptance, type Finding, findingSchema, isOpen } from '#shared/verification.ts';
import type { VerificationParts } from './parts.ts';

/** Findings that somebody has looked at and lets stand: they stay in every list, and are no open question any more. */
export function createAcceptances({ db, accounts, recordAction, userName, clock }: VerificationParts) {
  const all = db.prepare<[], Acceptance & { id: string }>('SELECT id, actor AS by, at FROM accepted_findings');
  const one = db.prepare<[string], string>('SELECT finding FROM accepted_findings WHERE id = ?').pluck();
  const insert = db.prepare(
    'INSERT OR IGNORE INTO accepted_findings (id, account_id, finding, actor, at) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM accepted_findings WHERE id = ?');

  /** Those findings with all these ids, where the roles in their accounts allow the change. */
  function allowed(ids: readonly string[], find: (id: string) => Finding | undefined): Result<Finding[]> {
    const findings: Finding[] = [];
    const roles = new Map(accounts().map((account) => [account.id, account]));
    for (const id of new Set(ids)) {
      const finding = find(id);
      const account = roles.get(finding?.accountId ?? '');
      if (!finding || !account) return fail({ code: 'finding-not-found', finding: id });
      if (!mayDo(account.role, 'findings'))
        return fail({ code: 'role-forbids', role: account.role, action: 'findings' });
      findings.push(finding);
    }
    return ok(findings);
  }

  /** Invoice, account and what was found, as the log keeps it. */
  const logged = ({ kind, invoice, detail }: Finding) => ({ kind, invoice, detail });

  const acceptAll = db.transaction((findings: readonly Finding[]) => {
    for (const finding of findings) {
      const { id, accountId } = finding;
      const at = instantFromMillis(clock.now());
      if (insert.run(id, accountId, JSON.stringify(finding), userName(), at).changes > 0)
        recordAction({ what: 'finding.accepted', accountId, after: logged(finding) });
    }
  });

  const reopenAll = db.transaction((findings: readonly Finding[]) => {
    for (const finding of findings) {
      remove.run(finding.id);
      recordAction({ what: 'finding.reopened', accountId: finding.accountId, before: logged(finding) });
    }
  });

  return {
    /** The same findings, each with who accepted it. */
    mark(findings: readonly Finding[]): Finding[] {
      const accepted = new Map<string, Acceptance>(all.all().map(({ id, by, at }) => [id, { by, at }]));
      return findings.map((finding) => ({ ...finding, accepted: accepted.get(finding.id ?? '') ?? null }));
    },

    /** Those of marked findings that are open and may be accepted by this user. */
    acceptable(findings: readonly Finding[]): Finding[] {
      const changeable = new Set(accounts().flatMap(({ id, role }) => (mayDo(role, 'findings') ? [id] : [])));
      return findings.filter((each) => isOpen(each) && each.id !== null && changeable.has(each.accountId ?? ''));
    },

    /** Lets the findings with these ids stand, all or none; `finding-not-found` where one is not among the `found`. */
    accept(ids: readonly string[], found: readonly Finding[]): Result<null> {
      const byId = new Map(found.flatMap((finding) => (finding.id === null ? [] : [[finding.id, finding] as const])));
      const findings = allowed(ids, (id) => byId.get(id));
      if (!findings.ok) return findings;
      acceptAll.immediate(findings.value);
      return ok(null);
    },

    /** Makes accepted findings open ones again, all or none. */
    reopen(ids: readonly string[]): Result<null> {
      const findings = allowed(ids, (id) => {
        const finding = one.get(id);
        return finding === undefined ? undefined : findingSchema.parse(JSON.parse(finding));
      });
      if (!findings.ok) return findings;
      reopenAll.immediate(findings.value);
      return ok(null);
    },
  };
}
