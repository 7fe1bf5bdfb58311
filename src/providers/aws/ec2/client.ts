import { DescribeAvailabilityZonesCommand, EC2Client } from '@aws-sdk/client-ec2'

/** Holds the call of EC2 that fnx makes. */
export const ec2 = {
  Client: EC2Client,
  commands: {
    DescribeAvailabilityZones: DescribeAvailabilityZonesCommand,
  },
}
