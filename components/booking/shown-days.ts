/** Days a page of the picker of times shows. */
export const shownDays = 7;
