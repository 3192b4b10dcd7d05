import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../../../build/support/project.ts';
import { commandsOf } from '../../support/soak/readme-commands.ts';

it('are the lines of sh blocks, without comments, and nothing of other blocks', () => {
  const markdown = [
    ...[
      '# Title',
      '',
      '```sh',
      '# a remark',
      'npm start',
      'npm ci   # once',
      '```',
      'npm run not-this',
      '```',
      'no',
      '```',
    ],
    ...[
      '```sh',
      'npm run --silent billfold -- practice --port 1 \\',
      "  --seed '#7'",
      'npm run billfold -- check',
      '```',
    ],
  ].join('\n');
  expect(commandsOf(markdown)).toEqual([
    { text: 'npm ci', stays: false, good: [0], limit: 600 },
    { text: 'npm start -- --once', stays: false, good: [0], limit: 600 },
    { text: "npm run --silent billfold -- practice --port 1    --seed '#7'", stays: true, good: [0], limit: 300 },
    { text: 'npm run billfold -- check', stays: false, good: [0, 10], limit: 300 },
  ]);
});

it('of the README begin with its two commands', () => {
  const commands = commandsOf(readFileSync(inProject('README.md'), 'utf8')).map(({ text }) => text);
  expect(commands[0]).toBe('npm ci');
  expect(commands).toContain('npm start -- --once');
});
