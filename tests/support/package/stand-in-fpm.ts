// Takes the place of fpm, which electron-builder would download: makes a deb or an rpm by the systems' own tools from the
// same arguments. One that it does not know ends it.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string', default: '' } as const;
const list = { type: 'string', multiple: true, default: [] as string[] } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    depends: { ...list, short: 'd' },
    'deb-recommends': list,
    force: { type: 'boolean' },
    ...{ architecture: text, 'after-install': text, 'after-remove': text, description: text, version: text },
    ...{ package: text, name: text, maintainer: text, vendor: text, url: text, category: text, license: text },
    ...{ 'deb-priority': text, 'deb-compression': text, 'rpm-summary': text, 'rpm-os': text, 'rpm-compression': text },
  },
});

const work = mkdtempSync(join(tmpdir(), 'fpm-'));
const tree = join(work, 'tree');
mkdirSync(tree);
for (const mapping of positionals) {
  const [from = '', to = ''] = mapping.split('=');
  const target = join(tree, to);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(from, target, { recursive: true });
}
if (values.t === 'deb') makeDeb();
else makeRpm();
rmSync(work, { recursive: true });

function makeDeb(): void {
  mkdirSync(join(tree, 'DEBIAN'));
  const fields = {
    Package: values.name,
    Version: values.version,
    License: values.license,
    Vendor: values.vendor,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    Depends: values.depends.join(', '),
    Recommends: values['deb-recommends'].join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: values.description,
  };
  const control = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(join(tree, 'DEBIAN', 'control'), control.join(''));
  for (const [name, file] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']],
  ] as const) {
    cpSync(file, join(tree, 'DEBIAN', name));
    chmodSync(join(tree, 'DEBIAN', name), 0o755);
  }
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, values.package]);
}

function makeRpm(): void {
  const spec = `
Name: ${values.name}
Version: ${values.version}
Release: 1
Summary: ${values['rpm-summary']}
License: ${values.license}
Vendor: ${values.vendor}
URL: ${values.url}
AutoReqProv: no
${values.depends.map((each) => `Requires: ${each}`).join('\n')}
%description
${values.description}
%install
cp -a '${tree}/.' %{buildroot}
%post
${readFileSync(values['after-install'], 'utf8')}
%postun
${readFileSync(values['after-remove'], 'utf8')}
%files
${execFileSync('find', ['.', '-type', 'f', '-printf', '"/%P"\n'], { cwd: tree, encoding: 'utf8' })}`;
  writeFileSync(join(work, 'package.spec'), spec);
  const defines = {
    _topdir: join(work, 'rpmbuild'),
    _rpmdir: dirname(values.package),
    _rpmfilename: values.package.slice(dirname(values.package).length + 1),
    _binary_payload: 'w0.gzdio',
    _build_id_links: 'none',
    __os_install_post: '%{nil}',
  };
  const options = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  execFileSync('rpmbuild', ['-bb', '--target', values.architecture, ...options, join(work, 'package.spec')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
