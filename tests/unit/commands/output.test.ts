import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { createOutput, exitCodes, type Output } from '../../../electron/commands/output.ts';

const failure: AppError = { code: 'server-unreachable', host: 'api.example.com', reason: 'ERR_TIMED_OUT' };
const usage: AppError = { code: 'account-not-found', account: 'Nobody' };

function printing(json: boolean, act: (output: Output) => unknown) {
  const [standardOutput, standardError] = [new PassThrough(), new PassThrough()];
  const result = act(createOutput({ json, standardOutput, standardError, now: () => 0 }));
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

describe('text from outside', () => {
  const painted = '\u001b]0;OWNED\u0007\u001b[2K\r\u001b[1AAcme: all fine';
  const shown = String.raw`\u001b]0;OWNED\u0007\u001b[2K\u000d\u001b[1AAcme: all fine`;

  it('paints nothing over what stands in the terminal, and makes no line of its own', () => {
    const { out, error } = printing(false, (output) => {
      output.answer({}, [painted, 'one\ntwo \u202e']);
      output.say(painted);
      output.refuse(painted);
      output.warn({ code: 'account-not-found', account: painted });
    });
    expect(out).toBe(`${shown}\none\\u000atwo \\u202e\n`);
    expect(error.split('\n')).toHaveLength(4);
    expect(error.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('is the same text in JSON, written so that a terminal does not obey it either', () => {
    const { out } = printing(true, (output) => {
      output.answer({ plan: `${painted}\u202e\u009b\u007f` }, []);
    });
    expect(JSON.parse(out)).toEqual({ plan: `${painted}\u202e\u009b\u007f` });
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('a failure', () => {
  it('is words on standard error and exit code 1', () => {
    const { result, out, error } = printing(false, (output) => output.fail(failure, { files: [] }));
    expect({ result, out }).toEqual({ result: exitCodes.failed, out: '' });
    expect(error).toMatch(/^The server api\.example\.com can’t be reached: [^.]+ \(ERR_TIMED_OUT\)\. .+\n$/);
  });

  it('keeps the shape of the answer with --json', () => {
    const { out, error } = printing(true, (output) => output.fail(failure, { files: [] }));
    expect(JSON.parse(out)).toEqual({ files: [], error: { code: 'server-unreachable', message: error.trim() } });
  });

  it('promises nothing that a command does not do', () => {
    const { error } = printing(false, (output) => output.warn(failure));
    expect(error).toContain('run the command again');
    expect(error).not.toContain('automatically');
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
