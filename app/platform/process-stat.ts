// What Linux tells of a process or a thread in one line: see proc_pid_stat(5).

/** @returns its fields from the state on, which is the third: they stand behind the name, which may hold anything */
export function statFields(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
}
