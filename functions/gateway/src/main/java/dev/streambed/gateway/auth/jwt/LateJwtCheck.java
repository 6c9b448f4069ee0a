package dev.streambed.gateway.auth.jwt;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A check that is made when it is first needed.
final class LateJwtCheck implements JwtCheck {

  private final Supplier<JwtCheck> maker;
  private @Nullable JwtCheck made;

  LateJwtCheck(Supplier<JwtCheck> maker) {
    this.maker = maker;
  }

  @Override
  public JwtFinding check(String token) {
    return made().check(token);
  }

  private synchronized JwtCheck made() {
    JwtCheck check = made == null ? maker.get() : made;
    made = check;
    return check;
  }
}
