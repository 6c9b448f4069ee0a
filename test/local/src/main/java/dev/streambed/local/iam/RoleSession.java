package dev.streambed.local.iam;

import dev.streambed.local.domain.Arns;

/// A role that somebody has assumed.
///
/// @param role what it may do
/// @param credentials how its requests are signed
/// @param arn who it is, for example `arn:aws:sts::123456789012:assumed-role/ROLE/FUNCTION`
record RoleSession(Role role, Credentials credentials, String arn) {

  static RoleSession of(Role role, String name, Credentials credentials, Arns arns) {
    String arn = arns.globalArn("sts", "assumed-role/" + role.name() + "/" + name);
    return new RoleSession(role, credentials, arn);
  }
}
