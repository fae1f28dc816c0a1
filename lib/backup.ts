import { type App, Duration } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { AtlasStack } from './constructs/atlas-stack.ts';
import type { DataStack } from './data.ts';
import type { SecurityStack } from './security.ts';
import type { Stage } from './stage.ts';

/** Copies of the database, the tables and the learners' objects, in a vault that none of them can reach. */
export class BackupStack extends AtlasStack {
  constructor(app: App, stage: Stage, { security, data }: { security: SecurityStack; data: DataStack }) {
    super(app, 'backup', stage, { description: 'Atlas: backups and how long they are kept' });
    const { dailyDays, monthlyDays } = stage.backup;
    const vault = new BackupVault(this, 'Vault', {
      backupVaultName: this.nameOf('vault'),
      encryptionKey: security.dataKey,
      blockRecoveryPointDeletion: stage.keepData,
      removalPolicy: this.onRemoval,
    });
    if (dailyDays === 0) return;
    const plan = new BackupPlan(this, 'Plan', { backupPlanName: this.nameOf('plan'), backupVault: vault });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'daily',
        scheduleExpression: Schedule.cron({ hour: '3', minute: '0' }),
        // Any second of the days that are kept can be restored.
        enableContinuousBackup: dailyDays <= 35,
        deleteAfter: Duration.days(dailyDays),
      }),
    );
    if (monthlyDays > 0) {
      plan.addRule(
        new BackupPlanRule({
          ruleName: 'monthly',
          scheduleExpression: Schedule.cron({ day: '1', hour: '4', minute: '0' }),
          moveToColdStorageAfter: monthlyDays > 120 ? Duration.days(30) : undefined,
          deleteAfter: Duration.days(monthlyDays),
        }),
      );
    }
    plan.addSelection('Data', {
      allowRestores: true,
      resources: [
        BackupResource.fromArn(data.postgres.arn),
        BackupResource.fromDynamoDbTable(data.connections),
        BackupResource.fromArn(data.userData.bucketArn),
      ],
    });
  }
}
