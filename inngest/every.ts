// Jobs of one rhythm do not all begin with the minute: who asks the console something just then would wait for all of them.

/** The trigger of a job that runs once a minute, somewhere in it. */
export const everyMinute = { cron: "* * * * *", jitter: "50s" };

/** The trigger of a job that runs once in five minutes, somewhere in them. */
export const everyFiveMinutes = { cron: "*/5 * * * *", jitter: "4m" };
