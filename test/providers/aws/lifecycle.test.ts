import { provider } from '../../../src/providers/aws/provider.ts'
import { describeLifecycle } from '../../support/lifecycle.ts'
import { artifactOf, awsCloud, inputOf, stateOf } from './aws-cloud.ts'
import { cases } from './cases.ts'
import { unread } from './cloud-control/cases.ts'

describeLifecycle({
  provider,
  cases,
  serve: awsCloud,
  inputOf,
  stateOf,
  artifactOf,
  restless: [
    'RevisionId',
    'LastModified',
    'LastModifiedTimestamp',
    'readyAt',
    'updatedAt',
    'lastVersion',
    'published',
    'revisionId',
    'updateDate',
    'LastModificationDate',
  ],
  lasting: ['aws.cloudcontrol.requests'],
  unread,
  shared: {
    'AWS::Lambda::LayerVersionPermission': 'its statement has a name that no two instances share',
    'AWS::Lambda::Permission': 'its statement has a name that no two instances share',
    'AWS::Lambda::Version': 'a version of the same code is the same version, whoever publishes it',
    'AWS::StepFunctions::StateMachineVersion': 'a version of the same revision is the same version',
    'Fnx::CodeObject': 'an object is named by its content',
  },
  alone: {
    'AWS::Route53::RecordSetGroup': 'each of its record sets is',
  },
  unfound: {
    'AWS::StepFunctions::StateMachineVersion':
      'it is published again: the same revision gives the same version',
    'AWS::Lambda::Version': 'it is published again: the same code gives the same version',
  },
  silent: {
    'AWS::CloudWatch::Alarm': 'PutMetricAlarm answers no members',
    'AWS::Cognito::UserPoolDomain': 'CreateUserPoolDomain answers nothing of a domain of its own',
    'AWS::Events::EventBusPolicy': 'PutPermission answers no members',
    'AWS::IAM::Policy': 'PutRolePolicy answers no members',
    'AWS::Kinesis::Stream': 'CreateStream answers no members',
    'AWS::Logs::MetricFilter': 'PutMetricFilter answers no members',
    'AWS::Logs::SubscriptionFilter': 'PutSubscriptionFilter answers no members',
    'AWS::S3::BucketPolicy': 'PutBucketPolicy answers no body',
    'AWS::SNS::TopicPolicy': 'SetTopicAttributes answers no members',
    'AWS::SQS::QueuePolicy': 'SetQueueAttributes answers no members',
  },
})
