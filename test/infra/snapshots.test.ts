import { describe, expect, test } from 'vitest';
import { STAGES } from '../../lib/stage.ts';
import { synthesize, type TemplateFile } from './synth.ts';

/**
 * Every template of every stage, so that a change of the infrastructure is seen in review. Hashes of assets and
 * what follows from them are left out: code changes more often than what runs it.
 */
function stable(template: TemplateFile): string {
  return `${JSON.stringify(template, null, 2)
    .replace(/[0-9a-f]{64}/g, '<hash>')
    .replace(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<hash>')
    .replace(/(AwsCliLayer|CustomResource)[0-9A-F]{8}(?=[0-9a-f]{24})/g, '$1')}\n`;
}

describe.each(STAGES)('%s', (stage) => {
  const { templates } = synthesize(stage);
  test.each(Object.keys(templates))('%s is as it was reviewed', async (name) => {
    const template = templates[name] as TemplateFile;
    await expect(stable(template)).toMatchFileSnapshot(`snapshots/${stage}/${name}.json`);
  });
});
