package io.rollcall.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testkit.RealParts;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One {@link Browser} for all tests of a JVM. After each of them its console is silent, and nothing was fetched. */
final class InABrowser implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        RealParts.ofThisMachine().requireChromium();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(browser(context).complaints()).as("the browser's console").isEmpty();
        assertThat(browser(context).requests())
                .as("what was asked for")
                .isNotEmpty()
                .allMatch(url -> url.matches("(file|data|blob):.*"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    private static Browser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(InABrowser.class))
                .computeIfAbsent(Browser.class, any -> Browser.start(), Browser.class);
    }
}
