import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { createOutput, exitCodes, type Output } from '../../../electron/commands/output.ts';

const failure: AppError = { code: 'server-unreachable', host: 'api.example.com', reason: 'ERR_TIMED_OUT' };
const usage: AppError = { code: 'account-not-found', account: 'Nobody' };

function printing(json: boolean, act: (output: Output) => unknown) {
  const [standardOutput, standardError] = [new PassThrough(), new PassThrough()];
  const result = act(createOutput({ json, standardOutput, standardError }));
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { result, out: text(standardOutput), error: text(standardError) };
}

describe('an answer', () => {
  it('is lines for people', () => {
    const { out, error } = printing(false, (output) => {
      output.answer({ accounts: [] }, ['one', 'two']);
    });
    expect({ out, error }).toEqual({ out: 'one\ntwo\n', error: '' });
  });

  it('is one document with --json, with null for what is absent', () => {
    const { out } = printing(true, (output) => {
      output.answer({ error: null }, ['one']);
    });
    expect(JSON.parse(out)).toEqual({ error: null });
    expect(out.endsWith('}\n')).toBe(true);
  });
});

describe('a failure', () => {
  it('is words on standard error and exit code 1', () => {
    const { result, out, error } = printing(false, (output) => output.fail(failure, { files: [] }));
    expect({ result, out }).toEqual({ result: exitCodes.failed, out: '' });
    expect(error).toMatch(/^The server api\.example\.com cannot be reached \(ERR_TIMED_OUT\)\. .+\n$/);
  });

  it('keeps the shape of the answer with --json', () => {
    const { out, error } = printing(true, (output) => output.fail(failure, { files: [] }));
    expect(JSON.parse(out)).toEqual({ files: [], error: { code: 'server-unreachable', message: error.trim() } });
  });

  it('promises nothing that a command does not do', () => {
    const { error } = printing(false, (output) => output.complain(failure));
    expect(error).toContain('run the command again');
    expect(error).not.toContain('by itself');
  });

  it('of the arguments is exit code 2, with nothing on standard output', () => {
    const { result, out, error } = printing(true, (output) => output.fail(usage, { files: [] }));
    expect({ result, out }).toEqual({ result: exitCodes.usage, out: '' });
    expect(error).toContain('billfold accounts list');
    expect(printing(true, (output) => output.refuse('Give a month.'))).toEqual({
      result: exitCodes.usage,
      out: '',
      error: 'Give a month.\n',
    });
  });
});
