import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { whenChanged } from './stamps.ts';

/** Where the build lies, relative to the project. */
export interface BuildFolders {
  /** The compiled catalogue. */
  content: string;
  /** What machines of labs are made of: compiled with it, never served. */
  labs: string;
  /** The program that runs in machines of labs. */
  agent: string;
  /** Pages and assets. */
  web: string;
  /** Lambda bundles. */
  functions: string;
  /** Hashes of the inputs of the last success, by step. */
  stamps: string;
}

/** The folders below `root`, `build/` unless a test says otherwise. */
export function buildFolders(root = 'build'): BuildFolders {
  return {
    content: join(root, 'content'),
    labs: join(root, 'labs'),
    agent: join(root, 'lab-agent'),
    web: join(root, 'web'),
    functions: join(root, 'functions'),
    stamps: join(root, '.stamps'),
  };
}

export interface BuildResult {
  state: 'built' | 'unchanged';
  /** Milliseconds. */
  time: number;
}

/** Diagram files that did not compile: one line a problem, as the compiler words it. */
export class ContentProblems extends Error {
  override readonly name = 'ContentProblems';
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in the content.`);
    this.problems = problems;
  }
}

/** Code that several steps are made of, and the packages they run on. */
const SHARED = ['package-lock.json', 'tsconfig.json'];

/**
 * Compiles the catalogue files below `root/content` into `folders.content`.
 *
 * @throws ContentProblems when a file is broken; the former output stays as it was.
 */
export function buildContent(folders: BuildFolders, root = '.'): Promise<BuildResult> {
  const inputs = {
    paths: [join(root, 'content'), 'content/compiler', 'client/catalogue', 'client/search', ...SHARED],
    result: join(folders.content, 'manifest.json'),
  };
  return timed(folders, 'content', inputs, async () => {
    const { compileCatalogue } = await import('../content/compiler/main.ts');
    const { problems } = await compileCatalogue({ root, out: folders.content, machines: folders.labs });
    if (problems.length === 0) return;
    const { formatProblem } = await import('../content/compiler/problem.ts');
    throw new ContentProblems(problems.map(formatProblem));
  });
}

/** Bundles the web app and renders its pages, beside the former build, which it replaces when complete. */
export function buildSite(folders: BuildFolders): Promise<BuildResult> {
  const inputs = {
    paths: ['web', 'client', 'schema.graphql', folders.content, ...SHARED],
    result: join(folders.web, 'index.html'),
  };
  return timed(folders, 'web', inputs, async () => {
    const { buildWeb } = await import('../web/build.ts');
    const unfinished = `${folders.web}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await buildWeb({ content: folders.content, out: unfinished });
    await rm(folders.web, { recursive: true, force: true });
    await rename(unfinished, folders.web);
  });
}

/** Bundles the program that runs in machines of labs. */
export function buildLabAgent(folders: BuildFolders): Promise<BuildResult> {
  const inputs = { paths: ['lab-agent', 'client/lab', ...SHARED], result: join(folders.agent, 'agent.mjs') };
  return timed(folders, 'lab-agent', inputs, async () => {
    const { buildAgent } = await import('../lab-agent/build.ts');
    await buildAgent(folders.agent);
  });
}

/** Bundles the Lambda functions. `npm start` does without: it runs their sources. */
export function buildLambdas(folders: BuildFolders): Promise<BuildResult> {
  const inputs = {
    paths: [
      'functions',
      'content/labs',
      'client',
      'db',
      'schema.graphql',
      'scripts/build-functions.ts',
      folders.content,
      ...SHARED,
    ],
    result: folders.functions,
  };
  return timed(folders, 'functions', inputs, async () => {
    const { buildFunctions } = await import('./build-functions.ts');
    await buildFunctions(folders.functions, folders);
  });
}

async function timed(
  folders: BuildFolders,
  step: string,
  inputs: { paths: string[]; result: string },
  build: () => Promise<void>,
): Promise<BuildResult> {
  const began = performance.now();
  const built = await whenChanged(join(folders.stamps, step), inputs, build);
  return { state: built ? 'built' : 'unchanged', time: performance.now() - began };
}

/** Builds everything that is deployed, in order: pages are rendered from the compiled content. */
export async function buildAll(folders = buildFolders()): Promise<Record<string, BuildResult>> {
  return {
    content: await buildContent(folders),
    'lab-agent': await buildLabAgent(folders),
    web: await buildSite(folders),
    functions: await buildLambdas(folders),
  };
}

if (import.meta.main) {
  try {
    for (const [step, { state, time }] of Object.entries(await buildAll())) {
      console.log(`${step.padEnd(10)} ${state.padEnd(10)} ${(time / 1000).toFixed(1).padStart(5)} s`);
    }
  } catch (error) {
    if (!(error instanceof ContentProblems)) throw error;
    for (const problem of error.problems) console.error(problem);
    console.error(error.message);
    process.exitCode = 1;
  }
}
