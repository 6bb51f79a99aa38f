package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.imageclassifier.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless browser. It uses the installed Chromium and ChromeDriver and downloads nothing. */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER = program("CHROMIUM", "/usr/bin/chromium");
  private static final Path DRIVER = program("CHROMEDRIVER", "/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test if no browser is installed. With {@code CI=true} the test fails instead. */
  static void require() {
    boolean installed = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    String missing =
        "No browser found. Install chromium and chromium-driver, or set CHROMIUM and CHROMEDRIVER.";
    if (!installed && "true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    assumeTrue(installed, missing);
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
    driver.manage().timeouts().scriptTimeout(Await.TIMEOUT);
    return new Chromium(driver);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Sets the window size in CSS pixels, and the device pixels per CSS pixel. */
  void size(int width, int height, int scale, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", phone));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
  }

  /** Sets the colour scheme, light or dark. Motion is reduced, so that screenshots are stable. */
  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Writes a screenshot of the whole page to {@code target/screenshots}. */
  void screenshot(String name) throws IOException {
    Map<String, Object> screenshot =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(name + ".png"),
        Base64.getDecoder().decode((String) screenshot.get("data")));
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static Path program(String variable, String defaultPath) {
    return Path.of(System.getenv().getOrDefault(variable, defaultPath));
  }
}
