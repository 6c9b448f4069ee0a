package dev.streambed.local.iam;

import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.template.Deployment;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The roles of a deployment, and their sessions. Thread-safe.
public final class Iam {

  private static final String LAMBDA = "lambda.amazonaws.com";
  private static final String ADMINISTRATOR = "Administrator";
  private static final List<PolicyStatement> ALL =
      List.of(new PolicyStatement(true, List.of("*"), false, List.of("*"), false, List.of()));

  private final Arns arns;
  private final Map<String, Role> roles;
  private final Map<String, RoleSession> sessions = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  private Iam(Arns arns, Map<String, Role> roles) {
    this.arns = arns;
    this.roles = roles;
  }

  /// Reads every role and policy.
  public static Iam of(Deployment deployment) {
    Map<String, Role> roles = new LinkedHashMap<>();
    new RoleReader(deployment).read().forEach(role -> roles.put(role.arn(), role));
    return new Iam(deployment.arns(), roles);
  }

  /// Lets a function assume its role.
  ///
  /// @throws LocalStackException when there is no such role, or Lambda may not assume it
  public Credentials assume(String roleArn, String functionName) {
    Role role = roles.get(roleArn);
    if (role == null) {
      throw LocalStackException.assembly(
          "the role " + roleArn + " of the function " + functionName + " is not in the template");
    }
    if (!role.services().contains(LAMBDA)) {
      throw LocalStackException.assembly(
          "the role " + roleArn + " cannot be assumed by Lambda: its trust policy lacks " + LAMBDA);
    }
    Credentials credentials = Credentials.random(random);
    sessions.put(credentials.accessKeyId(), RoleSession.of(role, functionName, credentials, arns));
    return credentials;
  }

  /// Credentials of the account's owner, which allow everything.
  public Credentials administrator() {
    Role everything =
        new Role(ADMINISTRATOR, arns.globalArn("iam", "role/" + ADMINISTRATOR), List.of(), ALL);
    Credentials credentials = Credentials.random(random);
    sessions.put(credentials.accessKeyId(), RoleSession.of(everything, "local", credentials, arns));
    return credentials;
  }

  /// Whether the holder of an access key may perform a request.
  public Decision decide(String accessKeyId, AccessRequest accessRequest) {
    RoleSession roleSession = sessions.get(accessKeyId);
    return roleSession == null
        ? new Decision.Denied("because the access key is unknown")
        : roleSession.role().decide(accessRequest);
  }

  /// Whether a role may perform a request.
  ///
  /// @param roleArn a role of the template
  public Decision decideForRole(String roleArn, AccessRequest accessRequest) {
    Role role = roles.get(roleArn);
    return role == null
        ? new Decision.Denied("because there is no role " + roleArn)
        : role.decide(accessRequest);
  }

  /// The credentials that belong to an access key.
  public Optional<Credentials> credentials(String accessKeyId) {
    return Optional.ofNullable(sessions.get(accessKeyId)).map(RoleSession::credentials);
  }

  /// The resources on which any role may perform an action unconditionally: patterns of ARNs, in
  /// template order.
  public List<String> resourcesOf(String action) {
    return roles.values().stream()
        .flatMap(role -> role.statements().stream())
        .filter(policyStatement -> policyStatement.allowsUnconditionally(action))
        .flatMap(policyStatement -> policyStatement.resources().stream())
        .toList();
  }

  /// The holder of an access key, as AWS's error messages name it.
  public String principal(String accessKeyId) {
    RoleSession roleSession = sessions.get(accessKeyId);
    return roleSession == null ? "anonymous" : roleSession.arn();
  }

  /// An assumed role.
  ///
  /// @param role the role
  /// @param credentials the credentials of the session
  /// @param arn the ARN, for example `arn:aws:sts::123456789012:assumed-role/ROLE/FUNCTION`
  private record RoleSession(Role role, Credentials credentials, String arn) {

    static RoleSession of(Role role, String name, Credentials credentials, Arns arns) {
      String arn = arns.globalArn("sts", "assumed-role/" + role.name() + "/" + name);
      return new RoleSession(role, credentials, arn);
    }
  }
}
