// Loaded before every script: says in words what an older Node would say with a riddle. Runs on Node 20 as well.
const wanted = 24;

if (Number.parseInt(process.versions.node, 10) < wanted) {
  process.stderr.write(
    `These scripts need Node ${wanted}; this is ${process.version}. The package "node" brings one when its install ` +
      'script may run, which it did not. Please run:\n\n  npm rebuild node --ignore-scripts=false\n\n',
  );
  process.exit(1);
}
