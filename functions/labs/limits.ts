/** Numbers that labs keep to. */
export const LABS = {
  /** Machines that one person has, or waits for, at a time. */
  machines: 2,
  /** Minutes that a learner can add, once. */
  extensionMinutes: 30,
  /** Without a page for so many minutes, a lab is paused. */
  idleMinutes: 20,
  /** Days that the files of a lab are kept that is paused, or whose time was up. */
  keptDays: 7,
  /** How often a machine that does not come, or can not be saved, is tried; milliseconds before the second time. */
  tries: 3,
  pauseMs: 1_000,
  /** Seconds that a machine may take to start, and a check to be finished, before somebody is told. */
  startSeconds: 300,
  checkSeconds: 120,
  /** Bytes of one answer file, and of all of a lab together. */
  answerFileBytes: 256 * 1024,
  answerBytes: 512 * 1024,
  /** Seconds that a machine may take to give its answers. */
  collectSeconds: 30,
  /** Of a person and lab, so many submissions keep what was handed in, for so many days; so many checks of a step stay. */
  keptSubmissions: 10,
  keptSubmissionDays: 90,
  keptChecks: 20,
  /** Greetings of one machine's agent within a minute: after a break it needs a few. */
  hellos: 30,
  /** Seconds that one worker waits for a machine; then it leaves the rest to the next one. */
  waitSeconds: 60,
  /** Seconds for which a worker holds a session, longer than it takes; and that another one waits for it. */
  holdSeconds: 110,
  patienceSeconds: 20,
  /** Seconds after which a sweep leaves the rest to the next one. */
  sweepSeconds: 45,
  /** Minutes that a machine may outlive its time by itself, should the platform not end it. */
  graceMinutes: 5,
} as const;
