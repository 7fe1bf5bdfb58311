import type { Typed } from '../command.ts'
import { has } from '../options.ts'

/** Sections of other tools' commands, by the command of fnx that does their work; the last wins. */
const borrowed: Readonly<Record<string, readonly string[]>> = {
  remove: ['delete'],
  'local start': ['local_start_lambda', 'local_start_api'],
  package: ['build'],
}

/** Sections of a configuration file that hold for a command: the more exact, the later. */
export function sectionsOf(command: string, typed: Typed): readonly string[] {
  const others =
    command === 'invoke' ? [has(typed, 'local') ? 'local_invoke' : 'remote_invoke'] : borrowed[command]
  return [...new Set(['global', 'deploy', ...(others ?? []), command.replaceAll(' ', '_')])]
}

/** Keys of SAM's that mean nothing here: containers, uploads and CloudFormation, which fnx does without. */
export const meaningless: ReadonlySet<string> = new Set([
  ...[
    's3_bucket',
    's3_prefix',
    'kms_key_id',
    'role_arn',
    'notification_arns',
    'metadata',
    'signing_profiles',
  ],
  ...[
    'image_repository',
    'image_repositories',
    'resolve_image_repos',
    'force_upload',
    'use_json',
    'save_params',
  ],
  ...['no_progressbar', 'progressbar', 'max_wait_duration', 'poll_delay', 'express', 'beta_features'],
  ...[
    'language_extensions',
    'cached',
    'parallel',
    'use_container',
    'build_dir',
    'base_dir',
    'cache_dir',
    'manifest',
  ],
  ...[
    'container_env_var',
    'container_env_var_file',
    'build_image',
    'build_in_source',
    'mount_with',
    'hook_name',
  ],
  ...[
    'exclude',
    'docker_network',
    'docker_volume_basedir',
    'skip_pull_image',
    'force_image_build',
    'invoke_image',
  ],
  ...[
    'layer_cache_basedir',
    'container_host',
    'container_host_interface',
    'add_host',
    'warm_containers',
    'shutdown',
  ],
  ...[
    'debug_args',
    'debugger_path',
    'debug_function',
    'static_dir',
    'disable_authorizer',
    'log_file',
    'watch',
    'code',
  ],
  ...['dependency_layer', 'skip_deploy_sync', 'include_traces', 'unformatted', 'output_template_file'],
])
