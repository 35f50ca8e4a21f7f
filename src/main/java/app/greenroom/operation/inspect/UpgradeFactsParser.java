package app.greenroom.operation.inspect;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.UpgradeFacts;
import app.greenroom.domain.instance.UpgradeFacts.CheckMessage;
import app.greenroom.domain.instance.UpgradeFacts.DeletedProposals;
import app.greenroom.domain.instance.UpgradeFacts.Duplicate;
import app.greenroom.domain.instance.UpgradeFacts.Owners;
import app.greenroom.domain.instance.UpgradeFacts.PluginRelease;
import app.greenroom.domain.instance.UpgradeFacts.Reference;
import app.greenroom.domain.instance.UpgradeFacts.Rule;
import app.greenroom.domain.instance.UpgradeFacts.StrayTable;

/** Turns what an answer says for upgrades into facts. */
final class UpgradeFactsParser {
    private UpgradeFactsParser() {}

    /** The facts in the answer about one instance. */
    static UpgradeFacts parse(Answer answer) throws OperationFailedException {
        return new UpgradeFacts(
                answer.fact("duplicates", list -> list.list(UpgradeFactsParser::duplicate)),
                answer.fact("deleted", UpgradeFactsParser::deleted),
                answer.fact("strayTables", list -> list.list(UpgradeFactsParser::table)),
                answer.fact("ahead", list -> list.list(Answer::text)),
                answer.fact("deployment", list -> list.list(UpgradeFactsParser::message)),
                answer.fact("owners", UpgradeFactsParser::owners),
                answer.fact("unwritable", list -> list.list(Answer::text)),
                answer.fact("pluginReleases", list -> list.list(UpgradeFactsParser::release)),
                answer.fact("packagePage", Answer::text));
    }

    private static Duplicate duplicate(Answer answer) throws OperationFailedException {
        return new Duplicate(answer.constant(Rule.class, "what"), answer.text("value"), answer.smallNumber("rows"));
    }

    private static DeletedProposals deleted(Answer answer) throws OperationFailedException {
        return new DeletedProposals(
                answer.number("count"), answer.at("references").list(UpgradeFactsParser::reference));
    }

    private static Reference reference(Answer answer) throws OperationFailedException {
        return new Reference(answer.text("table"), answer.text("plugin"), answer.number("rows"));
    }

    private static StrayTable table(Answer answer) throws OperationFailedException {
        return new StrayTable(answer.text("name"), answer.number("rows"));
    }

    private static CheckMessage message(Answer answer) throws OperationFailedException {
        return new CheckMessage(answer.flag("error"), answer.text("id"), answer.text("text"));
    }

    private static Owners owners(Answer answer) throws OperationFailedException {
        return new Owners(answer.smallNumber("foreign"), answer.flag("complete"), answer.texts("examples"));
    }

    private static PluginRelease release(Answer answer) throws OperationFailedException {
        return new PluginRelease(answer.text("name"), answer.text("newest"), answer.text("uploaded"));
    }
}
