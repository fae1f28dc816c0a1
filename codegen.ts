import type { CodegenConfig } from '@graphql-codegen/cli';

/** `npm run codegen`: the contract is the source; what it generates is checked in and never edited. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  emitLegacyCommonJSImports: false,
  importExtension: '.ts',
  generates: {
    'functions/generated/sdl.ts': { plugins: ['./scripts/codegen-sdl.cjs'] },
    'functions/generated/schema.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { DateTime: { input: 'string', output: 'Date | string' } },
        contextType: '../platform/context.ts#Context',
        mappers: {
          Diagram: '../content/content.ts#DiagramRecord',
          User: '../auth/auth.ts#UserRecord',
          Session: '../auth/sessions.ts#SessionRecord',
          Progress: '../learning/learning.ts#ProgressRecord',
          Completion: '../learning/learning.ts#CompletionRecord',
          StudyGroup: '../collab/groups.ts#GroupRecord',
          GroupMember: '../collab/members.ts#MemberRecord',
          GoalItem: '../collab/groups.ts#GoalRecord',
          GroupMessage: '../collab/chat.ts#MessageRecord',
          GroupReport: '../collab/reports.ts#ReportRecord',
          OpenGroupReport: '../collab/reports.ts#OpenReportRecord',
          Board: '../collab/boards.ts#BoardRecord',
          Peer: '../collab/peers.ts#PeerRecord',
          PartnerSuggestion: '../collab/suggestions.ts#SuggestionRecord',
          GroupSuggestion: '../collab/suggestions.ts#GroupSuggestionRecord',
          PartnerRequest: '../collab/partners.ts#RequestRecord',
          Lab: '../labs/labs.ts#LabRecord',
          LabSession: '../labs/sessions.ts#LabSessionRecord',
          LabStepState: '../labs/session-details.ts#StepRecord',
          LabCheck: '../labs/checks.ts#CheckRecord',
          LabSubmission: '../labs/checks.ts#SubmissionRecord',
          LabResult: '../labs/completions.store.ts#CompletionRow',
          LabSkill: '../labs/completions.store.ts#SkillEffect',
        },
      },
    },
    'client/generated/': {
      documents: 'client/operations/**/*.graphql',
      preset: 'client',
      presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' }, fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { DateTime: 'string' },
      },
    },
  },
};

export default config;
