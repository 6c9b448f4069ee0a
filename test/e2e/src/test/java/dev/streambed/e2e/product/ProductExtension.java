package dev.streambed.e2e.product;

import dev.streambed.bedrock.ModelSource;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Provides the running product to tests. It is started once in each JVM, and closed after the last
/// test. Surefire runs every class of a JVM as a request of its own, within one session.
public final class ProductExtension implements ParameterResolver {

  private static final Namespace OURS = Namespace.create(ProductExtension.class);

  /// Starts a product.
  private interface Start {
    Product product() throws IOException, InterruptedException;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Product.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.isAnnotated(ReplayedRecordings.class)
        ? shared(test, "replaying", ProductExtension::replaying)
        : shared(test, "scripted", ProductExtension::scripted);
  }

  private static Product shared(ExtensionContext test, String name, Start start) {
    return test.getStore(StoreScope.LAUNCHER_SESSION, OURS)
        .computeIfAbsent(name, _ -> started(start), Product.class);
  }

  private static Product started(Start start) {
    try {
      return start.product();
    } catch (IOException failed) {
      throw new IllegalStateException("the product cannot be started", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the product started", stopped);
    }
  }

  private static Product scripted() throws IOException, InterruptedException {
    return Product.start(Synthesis.ofTheRepository("scripted"), ModelSource.scripted());
  }

  private static Product replaying() throws IOException, InterruptedException {
    Recordings recordings = Recordings.stage();
    Path assembly = Synthesis.ofModels("replaying", recordings.models());
    return Product.start(assembly, ModelSource.replay(recordings.folder()));
  }
}
