/**
 * Who may import whom: the table of AGENTS.md as rules. `npm run check` applies them; each comment is what
 * the one who breaks a rule reads.
 */

const TEST = '(\\.test\\.tsx?$|/testing/|test-setup)';

/** Files of `room` may import from our own rooms only what `allowed` lists. */
function room(name, from, allowed, comment) {
  const ours = '^(bin|lib|edge|functions|client|web|content|db|lab-agent|local|test|bench|scripts)/';
  return {
    name,
    severity: 'error',
    comment,
    from: { path: from, pathNot: TEST },
    to: { path: ours, pathNot: allowed },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    room(
      'content-stands-alone',
      '^content/',
      ['^content/', '^client/(catalogue|search)/'],
      'The compiler knows the documents that it writes, nothing else of ours.',
    ),
    room(
      'client-stands-alone',
      '^client/',
      '^client/',
      'What web and phone share knows neither of them, nor the server.',
    ),
    room(
      'web-knows-the-client',
      '^web/',
      ['^web/', '^client/'],
      'The web app reaches the server through client/ and the schema only.',
    ),
    room(
      'agent-knows-the-stream',
      '^lab-agent/',
      ['^lab-agent/', '^client/lab/', '^scripts/stamps\\.ts$'],
      "The agent runs in a learner's machine: it knows what it says, and nothing of the platform.",
    ),
    room(
      'edge-is-data',
      '^edge/',
      '^edge/',
      'The rules of the edge are data that lib/ and local/ both read.',
    ),
    room(
      'local-calls-entries',
      '^local/',
      ['^(local|edge)/', '^functions/(entry/|platform/config\\.ts$)', '^scripts/(build|stamps)\\.ts$'],
      'The laptop runtime calls the very exports that are deployed, and knows names, nothing behind them.',
    ),
    room(
      'entries-are-wiring',
      '^functions/entry/',
      ['^functions/', '^client/(catalogue|generated)/', '^client/lab/messages\\.ts$', '^(schema|db)'],
      'An entry wires domains and platform.',
    ),
    room(
      'platform-stands-below',
      '^functions/platform/',
      ['^functions/(platform|generated)/', '^client/generated/'],
      'Every domain stands on the platform, so it may know none of them.',
    ),
    room(
      'domains-stay-in-functions',
      '^functions/(?!entry/|platform/)',
      [
        '^functions/(?!entry/)',
        '^client/(catalogue|generated)/',
        '^client/(realtime|lab)/messages\\.ts$',
        // Checks of labs are code of the platform that lies beside what it checks.
        '^content/labs/(kit|seeded|[^/]+/checks)\\.ts$',
        // What a machine on this computer shares with the agent in it.
        '^lab-agent/(archives|build|interpreter\\.child)\\.ts$',
      ],
      'A domain knows the platform, other domains, the documents, the checks and the contract of messages.',
    ),
    {
      name: 'stacks-read-names',
      severity: 'error',
      comment:
        'A stack takes names from the configuration, rules from the edge, and types; no code of a function.',
      from: { path: '^(bin|lib)/', pathNot: TEST },
      to: {
        path: '^(functions|client|web|content|db|local|test|bench|scripts)/',
        pathNot: '^functions/platform/config\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'domains-meet-at-the-door',
      severity: 'error',
      comment: 'A domain reaches another only through <domain>/<domain>.ts, or its events.',
      from: { path: '^functions/([^/]+)/', pathNot: ['^functions/(entry|platform|generated)/', TEST] },
      to: {
        path: '^functions/([^/]+)/',
        pathNot: [
          '^functions/(?:platform|generated)/',
          '^functions/$1/',
          '^functions/([^/]+)/\\1(\\.events)?\\.ts$',
        ],
      },
    },
    {
      name: 'entries-have-no-sql',
      severity: 'error',
      comment: 'An entry calls operations, which know the rules; never a store.',
      from: { path: '^functions/entry/' },
      to: { path: '\\.store\\.ts$' },
    },
    {
      name: 'sql-only-in-stores',
      severity: 'error',
      comment: 'The database driver belongs to platform/db and to *.store.ts.',
      from: { path: '^functions/', pathNot: ['^functions/platform/', '\\.store\\.ts$', TEST] },
      to: { path: '(^|/)node_modules/(pg|pg-pool|ioredis)/' },
    },
    {
      name: 'events-only-at-the-door',
      severity: 'error',
      comment: 'Shapes of Lambda events stop at the entries and the platform.',
      from: { path: '^functions/', pathNot: ['^functions/(entry|platform)/', TEST] },
      to: { path: '(^|/)node_modules/@types/aws-lambda/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      comment: 'What runs for learners does not import tests or measurements.',
      from: { path: '^(lib|edge|functions|client|web|content|local)/', pathNot: TEST },
      to: { path: ['^(test|bench)/', TEST] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or three.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'imports-resolve',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      // Generated code imports types of packages that have no code.
      from: { pathNot: '/generated/' },
      // Its style sheet is named by a condition that only a bundler of pages sets.
      to: { couldNotResolve: true, pathNot: '^@excalidraw/excalidraw/index\\.css$' },
    },
    {
      name: 'packages-are-declared',
      severity: 'error',
      comment: 'A package that package.json does not name may vanish with the one that brought it.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'product-needs-no-dev-packages',
      severity: 'error',
      comment: 'What `npm ci --omit=dev && npm start` needs belongs to dependencies.',
      from: { path: '^(edge|functions|client|web|content|local|scripts/(build|stamps))', pathNot: TEST },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '(^|/)node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.atlas)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
