import { writtenTypes } from './written.ts'

/** By resource type, the schema of its properties. */
export const schemas: Readonly<Record<string, string>> = {
  [writtenTypes.function]: 'tencent/serverless-function.json',
  [writtenTypes.namespace]: 'tencent/serverless-namespace.json',
  'TencentCloud::SCF::Namespace': 'tencent/scf-namespace.json',
  'TencentCloud::SCF::Function': 'tencent/scf-function.json',
  'TencentCloud::SCF::Trigger': 'tencent/scf-trigger.json',
  'TencentCloud::CAM::Role': 'tencent/cam-role.json',
  'TencentCloud::COS::Bucket': 'tencent/cos-bucket.json',
}
