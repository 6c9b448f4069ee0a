package dev.streambed.gateway.auth.jwt;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A check that is made when it is first needed.
final class LazyJwtCheck implements JwtCheck {

  private final Supplier<JwtCheck> maker;
  private @Nullable JwtCheck made;

  LazyJwtCheck(Supplier<JwtCheck> maker) {
    this.maker = maker;
  }

  @Override
  public JwtResult check(String token) {
    return made().check(token);
  }

  private synchronized JwtCheck made() {
    JwtCheck check = made == null ? maker.get() : made;
    made = check;
    return check;
  }
}
