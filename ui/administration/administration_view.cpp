// SPDX-License-Identifier: GPL-3.0-or-later
// Administration.
#include "ui/administration/administration_view.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace cal::ui {
namespace {

QString registerTitle()
{
    return AdministrationView::tr("Administration", "place of the window: 管理");
}

} // namespace

AdministrationView::AdministrationView(const RegisterPorts& ports, journal::Upkeep* upkeep, quality::QualityDesk* quality,
                                       kit::KitDesk* kits, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : PlacePage(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("administration"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 8, 8);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("administrationTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_trail = new TrailPage(ports, theme, files, m_tabs);
    m_tabs->addTab(m_trail, QString());
    m_register = new RegistryView(ports, {"administration", "policy", QStringLiteral("administrationRegister"), registerTitle}, theme,
                                  files, m_tabs);
    m_register->layout()->setContentsMargins(0, 8, 0, 0);
    m_tabs->addTab(m_register, QString());
    if (upkeep) {
        m_store = new StorePage(*upkeep, ports, theme, files, m_tabs);
        m_tabs->addTab(m_store, QString());
    }
    if (quality) {
        m_installation = new InstallationPage(*quality, ports, theme, files, m_tabs);
        m_tabs->addTab(m_installation, QString());
    }
    if (kits) {
        m_kits = new KitPage(*kits, ports, theme, files, m_tabs);
        m_tabs->addTab(m_kits, QString());
    }
    column->addWidget(m_tabs);
    const auto make = [this](const char* name, const QKeySequence& key, auto&& act) {
        auto* action = new QAction(m_trail);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_trail->addAction(action);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_csv = make("trailCsv", {}, [this] { m_trail->save(registry::TableFormat::Csv); });
    m_xlsx = make("trailXlsx", {}, [this] { m_trail->save(registry::TableFormat::Xlsx); });
    m_refresh = make("trailRefresh", Qt::Key_F5, [this] { m_trail->refresh(); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        entered();
        Q_EMIT titleChanged();
    });
    connect(m_register, &RegistryView::openRequested, this, &AdministrationView::openRequested);
    connect(m_register, &PlacePage::titleChanged, this, &PlacePage::titleChanged);
    connect(&theme, &ThemeSource::themeChanged, this, [this] { retranslate(); });
    retranslate();
}

QList<QAction*> AdministrationView::titleActions() const
{
    if (m_tabs->currentWidget() == m_trail)
        return {m_csv, m_xlsx, m_refresh};
    if (m_tabs->currentWidget() == m_register)
        return m_register->titleActions();
    return {};
}

void AdministrationView::entered()
{
    if (m_tabs->currentWidget() == m_trail)
        m_trail->refresh();
    else if (m_tabs->currentWidget() == m_register)
        m_register->entered();
    else if (m_installation && m_tabs->currentWidget() == m_installation)
        m_installation->refresh();
    else if (m_kits && m_tabs->currentWidget() == m_kits)
        m_kits->refresh();
}

void AdministrationView::openEntity(const QString& id)
{
    m_tabs->setCurrentWidget(m_register);
    m_register->open(id);
}

void AdministrationView::retranslate()
{
    m_tabs->setTabText(0, tr("Audit trail"));
    m_tabs->setTabText(1, tr("Policy"));
    if (m_store)
        m_tabs->setTabText(m_tabs->indexOf(m_store), tr("Store"));
    if (m_installation)
        m_tabs->setTabText(m_tabs->indexOf(m_installation), tr("Installation check"));
    if (m_kits)
        m_tabs->setTabText(m_tabs->indexOf(m_kits), tr("On-site kit"));
    describe(*m_csv, tr("Export CSV…"), tr("Write the events as they are filtered to a CSV file"));
    describe(*m_xlsx, tr("Export XLSX…"), tr("Write the events as they are filtered to an Excel workbook"));
    describe(*m_refresh, tr("Refresh"), tr("Read the trail again"));
    m_csv->setIcon(m_theme.icon(QStringLiteral("export")));
    m_xlsx->setIcon(m_theme.icon(QStringLiteral("export")));
    m_refresh->setIcon(m_theme.icon(QStringLiteral("refresh")));
    m_trail->retranslate();
    if (m_store)
        m_store->retranslate();
    if (m_installation)
        m_installation->retranslate();
    if (m_kits)
        m_kits->retranslate();
}

} // namespace cal::ui
