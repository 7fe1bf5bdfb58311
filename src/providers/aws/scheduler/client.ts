import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler'

/** Holds the calls of EventBridge Scheduler that fnx makes. */
export const scheduler = {
  Client: SchedulerClient,
  commands: {
    CreateSchedule: CreateScheduleCommand,
    CreateScheduleGroup: CreateScheduleGroupCommand,
    DeleteSchedule: DeleteScheduleCommand,
    DeleteScheduleGroup: DeleteScheduleGroupCommand,
    GetSchedule: GetScheduleCommand,
    GetScheduleGroup: GetScheduleGroupCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
    UpdateSchedule: UpdateScheduleCommand,
  },
}
