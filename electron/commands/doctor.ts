import type { Command } from 'commander';
import { type DoctorReport, type Verdict, verdictOf } from '#shared/doctor.ts';
import { plainText } from '#shared/messages/code-parts.ts';
import { diagnosisWords } from '#shared/messages/doctor-words.ts';
import { languages, translateIn } from '#shared/messages/index.ts';
import type { CommandContext, CommonOptions } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

export function registerDoctor(billfold: Command, context: CommandContext): void {
  context
    .command(
      billfold,
      'doctor',
      'look at everything that Billfold needs, and say how to fix what’s wrong; exits with 13 when something is broken, 14 when something is to be looked at or not known',
    )
    .action((options: CommonOptions) =>
      context.run(options, async (output) => {
        const report = await (await context.line.openDoctor()).examine();
        const checks = report.checks.map(documentOf);
        const { at, version, system } = report;
        output.answer({ version, system, at, checks, error: null }, checks.map(lineOf));
        return exitCodeOf(report);
      }),
    );
}

function documentOf({ id, ...diagnosis }: DoctorReport['checks'][number]) {
  const { message, fix } = diagnosisWords(diagnosis, 'en', translateIn('en'));
  const words = { message: plainText(message), fix: plainText(fix) };
  return { id, verdict: verdictOf(diagnosis), code: diagnosis.code, ...words, values: diagnosis.values };
}

const width = 15;

const lineOf = ({ id, verdict, message, fix }: ReturnType<typeof documentOf>): string =>
  [languages.en.doctor.verdicts[verdict].padEnd(width), `${languages.en.doctor.checks[id]}:`, message, fix]
    .join(' ')
    .trimEnd();

function exitCodeOf({ checks }: DoctorReport): ExitCode {
  const found = new Set<Verdict>(checks.map(verdictOf));
  if (found.has('broken')) return exitCodes.broken;
  return found.has('look') || found.has('unknown') ? exitCodes.toBeLookedAt : exitCodes.done;
}
