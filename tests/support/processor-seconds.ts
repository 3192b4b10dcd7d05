/** How long the processor worked on it: on a busy machine more time passes, and none of it says anything about the work. */
export function processorSeconds(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}
