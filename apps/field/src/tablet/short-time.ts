/** `10:46`: a time beside a clock that says am or pm itself. @param time `10:46 am` */
export function shortTime(time: string): string {
  return time.replace(/ [ap]m$/, '');
}
