package dev.imageclassifier.demo;

import dev.imageclassifier.web.Gateway;
import java.util.Map;
import java.util.Optional;

/** The web page of the demo, where it has one. */
record Page(Optional<Gateway> gateway) implements AutoCloseable {
  /** Serves the page that the settings ask for, and tells its address. */
  static Page open(DemoSettings settings, Map<String, String> client, Progress progress)
      throws InterruptedException {
    if (settings.page().isEmpty()) {
      return new Page(Optional.empty());
    }
    Page page =
        new Page(Optional.of(Gateway.start(settings.gateway(client, settings.page().getAsInt()))));
    page.invite(progress);
    return page;
  }

  void invite(Progress progress) {
    gateway.ifPresent(it -> progress.say("drop your own pictures at " + it.address()));
  }

  @Override
  public void close() {
    gateway.ifPresent(Gateway::close);
  }
}
