import { App } from 'aws-cdk-lib';
import { platform } from '../lib/platform.ts';
import { readStage, StageProblem } from '../lib/stage.ts';

/** `npx cdk … -c stage=production`; without a stage, `dev`. */
const app = new App();
try {
  platform(app, readStage(app.node.tryGetContext('stage') ?? 'dev'));
} catch (error) {
  if (!(error instanceof StageProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
