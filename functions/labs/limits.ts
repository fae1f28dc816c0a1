/** Numbers that labs keep to. */
export const LABS = {
  /** Machines that one person has, or waits for, at a time. */
  machines: 2,
  /** Minutes that a learner can add, once. */
  extensionMinutes: 30,
  /** Without a page for so many minutes, a lab is paused. */
  idleMinutes: 20,
  /** Days that a paused lab's files are kept. */
  keptDays: 7,
  /** Seconds that a machine may take to start, and a check to be finished, before somebody is told. */
  startSeconds: 300,
  checkSeconds: 120,
  /** Characters of all answer files together. */
  answerBytes: 512 * 1024,
  /** Seconds that one worker waits for a machine; then it leaves the rest to the next one. */
  waitSeconds: 60,
  /** Seconds for which a worker holds a session, longer than it takes; and that another one waits for it. */
  holdSeconds: 110,
  patienceSeconds: 20,
  /** Minutes that a machine may outlive its time by itself, should the platform not end it. */
  graceMinutes: 5,
} as const;
