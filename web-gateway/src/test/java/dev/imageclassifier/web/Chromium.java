package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser, headless. Nothing is downloaded: both programs are where the system has them. */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER = program("CHROMIUM", "/usr/bin/chromium");
  private static final Path DRIVER = program("CHROMEDRIVER", "/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test where there is no browser; in continuous integration that is a failure. */
  static void require() {
    boolean there = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    String missing =
        "no browser: install chromium and chromium-driver, or set CHROMIUM and CHROMEDRIVER";
    if (!there && "true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    assumeTrue(there, missing);
  }

  static Chromium open(Path profile, String language) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=" + language,
        "--accept-lang=" + language,
        "--user-data-dir=" + profile);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Waiting.PATIENCE);
    return new Chromium(driver);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** A window of this many CSS pixels, at so many device pixels each. */
  void size(int width, int height, int scale, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", phone));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
  }

  /** Light or dark; motion is reduced, so that pictures of the page are still. */
  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Writes the whole page, beyond the window too. */
  void screenshot(String name) throws IOException {
    Map<String, Object> shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) shot.get("data")));
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static Path program(String variable, String usual) {
    return Path.of(System.getenv().getOrDefault(variable, usual));
  }
}
