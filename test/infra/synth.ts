import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { platform } from '../../lib/platform.ts';
import { readStage, type Stage, type StageName } from '../../lib/stage.ts';

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  DependsOn?: string[];
}

export interface TemplateFile {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, unknown>;
}

export interface Synthesized {
  /** Where the assembly lies: templates and assets. */
  folder: string;
  /** Templates by stack, the stage left out of the name. */
  templates: Record<string, TemplateFile>;
}

/** The context of cdk.json, which an App in a test does not read by itself. */
function context(): Record<string, unknown> {
  return (JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> }).context;
}

function appOf(stage: Stage): { app: App; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-cdk-'));
  const app = new App({ context: context(), outdir: folder });
  platform(app, stage);
  return { app, folder };
}

const known = new Map<StageName, Synthesized>();

/** The whole platform in one stage, as `cdk synth` makes it; once a test file. */
export function synthesize(stage: StageName): Synthesized {
  const before = known.get(stage);
  if (before) return before;
  const made = synthesizeAs(readStage(stage));
  known.set(stage, made);
  return made;
}

/** The same, of a stage that may be another than its file says. */
export function synthesizeAs(stage: Stage): Synthesized {
  const { app, folder } = appOf(stage);
  const { stacks } = app.synth();
  const templates = Object.fromEntries(
    stacks.map(({ stackName, template }) => [
      stackName.replace(`atlas-${stage.name}-`, ''),
      template as TemplateFile,
    ]),
  );
  return { folder, templates };
}

export interface Finding {
  stage: StageName;
  /** Without the pack: `IAM5[Resource::*]`. */
  rule: string;
  /** Without the stage: `api/graphql-function/Role/DefaultPolicy/Resource`. */
  path: string;
}

interface Report {
  pluginReports: {
    violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[];
  }[];
}

/** What cdk-nag finds in a stage; it writes a report and then throws. */
export function findings(stage: StageName): Finding[] {
  const { app, folder } = appOf(readStage(stage));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    app.synth();
  } catch (error) {
    if ((error as Error).name !== 'ValidationFailed') throw error;
  }
  const file = join(folder, 'validation-report.json');
  if (!existsSync(file)) throw new Error('cdk-nag wrote no report.');
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return pluginReports
    .flatMap(({ violations }) => violations)
    .filter(({ ruleName }) => ruleName.startsWith('AwsSolutions-'))
    .flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({
        stage,
        rule: ruleName.replace('AwsSolutions-', ''),
        path: constructPath.replace(`atlas-${stage}-`, ''),
      })),
    );
}
