package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.Finding;
import java.io.IOException;
import java.util.List;

/// Leaves nothing behind that could be measured on, and fails.
public final class Sabotage implements Experiment {

  @Override
  public String name() {
    return "sabotage";
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException, InterruptedException {
    stage.close();
    new Lanes(2).run(Sabotage::fall);
    throw new AssertionError("a caller that falls was not noticed");
  }

  private static List<Void> fall(int caller) throws IOException {
    throw new IOException("caller %d has fallen | off\nthe stage".formatted(caller));
  }
}
