// Connects an account, checks it, syncs its PDFs and fetches an update through real squids: one that asks for a password, and one that reads along
// with a certificate authority of its own. Part of `npm run soak`; alone: `npm run soak -- proxies`.
import { ok } from '#shared/result.ts';
import { installPrograms } from '../../build/support/install-programs.ts';
import { mayInstall, missingPrograms, proxyPrograms, remedyFor } from '../../build/support/machine.ts';
import { issue, issueAuthority } from '../support/network/certificates.ts';
import { openOffice, worked } from '../support/network/office.ts';
import { vendorHost } from '../support/network/secure-vendor.ts';
import { startSquid } from '../support/soak/squid.ts';
import { updateFrom } from '../support/updates/feed.ts';
import { until } from '../support/waits.ts';

const missing = missingPrograms(proxyPrograms);
if (missing.length > 0 && !(mayInstall() && installPrograms(missing))) {
  process.stderr.write(`Please ${remedyFor(missing)}\n`);
  process.exit(1);
}

const wrong: string[] = [];
function expectThat(what: string, found: unknown, expected: unknown): void {
  const isRight = found === expected;
  process.stdout.write(`${isRight ? 'ok    ' : 'FAILED'} ${what}: ${String(found)}\n`);
  if (!isRight) wrong.push(what);
}

await using office = await openOffice(true);
const { folder, vendor, authority } = office;
const authorityFile = office.fileOf(authority);
const login = { user: 'anna', password: 'canary-squid' };
const allPdfs = '12 PDFs';

{
  await using squid = await startSquid({ folder, name: 'password', login });
  const refusals = (): number => squid.accesses().filter((line) => line.includes('/407')).length;

  const right = office.terminal({ authorityFile }, { HTTPS_PROXY: `http://anna:canary-squid@${squid.place}` });
  expectThat('with the password', await worked(right, vendor), allPdfs);
  expectThat('the password is printed', right.printed().includes(login.password), false);
  const before = refusals();
  const bad = office.terminal({ authorityFile }, { HTTPS_PROXY: `http://anna:wrong@${squid.place}` });
  expectThat('with a wrong password', await worked(bad, vendor), 'proxy-login-refused');
  // The question, and the one wrong answer.
  await until(() => refusals() - before >= 2, 'squid to write down that it refused');
  expectThat('refusals for it', refusals() - before, 2);
  const none = office.terminal({ authorityFile }, { HTTPS_PROXY: squid.place });
  expectThat('without a password', await worked(none, vendor), 'proxy-login-missing');
  process.stdout.write(`squid with a password: ${squid.accesses().length} requests\n`);
}
{
  const reading = await issueAuthority('Office interception');
  await using squid = await startSquid({
    folder,
    name: 'reading',
    login,
    intercept: { with: reading, knows: authority },
  });
  const environment = { HTTPS_PROXY: `http://anna:canary-squid@${squid.place}` };
  const unknowing = office.terminal({ authorityFile }, environment);
  expectThat('read along, authority unknown', await worked(unknowing, vendor), 'authority-unknown');
  const knowing = office.terminal({ authorityFile: office.fileOf(reading) }, environment);
  expectThat('read along, authority set', await worked(knowing, vendor), allPdfs);
  const { prepared } = await updateFrom(
    { version: '9.0.0' },
    {
      ...{ host: vendorHost, shown: await issue({ name: vendorHost, hosts: [vendorHost] }, authority) },
      ...{ proxy: () => squid.place, login: 'anna:canary-squid', authorityFile: office.fileOf(reading) },
    },
  );
  expectThat('an update, fetched and checked', JSON.stringify(prepared), JSON.stringify(ok(null)));
  const seen = squid.accesses().filter((line) => line.includes('/v1/')).length;
  expectThat('it did read along', seen > 0, true);
  process.stdout.write(`squid that reads along: ${squid.accesses().length} requests, ${seen} of the API read\n`);
}
process.stdout.write(`proxies: wrong=${wrong.length}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
