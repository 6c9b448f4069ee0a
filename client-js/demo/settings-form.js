import { byId } from './dom.js';
import { monthUsageOf } from './month-usage.js';
import { FRONT_DOORS } from './settings.js';

/** @import { ModelCatalog } from './model-catalog.js' */
/** @import { Settings } from './settings.js' */

/**
 * Binds the fields of the header and of the dialog to the settings.
 *
 * @param {Settings} settings Changed in place.
 * @param {ModelCatalog} catalog
 * @param {() => void} onChange
 */
export function bindSettingsForm(settings, catalog, onChange) {
  /** @type {HTMLDialogElement} */
  const dialog = byId('settings');
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector('form'));

  function show() {
    const models = catalog.ids();
    const offered = models.includes(settings.model) || settings.model === '' ? models : [settings.model, ...models];
    byId('model').replaceChildren(...optionsOf(offered.map(catalog.describe)));
    byId('model-label').textContent = offered.some(model => catalog.describe(model).price !== '')
      ? 'Model · $ per million tokens in / out'
      : 'Model';
    byId('model').value = settings.model;
    byId('model').title = settings.model;
    byId('models').replaceChildren(...models.map(model => new Option(model, model)));
    const options = Object.entries(FRONT_DOORS).map(([name, { label, address }]) => {
      const option = new Option(label, name);
      option.disabled = settings[address] === '';
      return option;
    });
    byId('door').replaceChildren(...options);
    byId('door').value = settings.door;
    document.documentElement.dataset.theme = settings.theme;
  }

  function writeForm() {
    for (const field of /** @type {Iterable<any>} */ (form.elements)) {
      if (!(field.name in settings)) continue;
      if (field.type === 'checkbox') field.checked = settings[/** @type {keyof Settings} */ (field.name)] === 'yes';
      else field.value = settings[/** @type {keyof Settings} */ (field.name)];
    }
  }

  function readForm() {
    for (const field of /** @type {Iterable<any>} */ (form.elements)) {
      if (!(field.name in settings)) continue;
      const value = field.type === 'checkbox' ? (field.checked ? 'yes' : 'no') : field.value.trim();
      settings[/** @type {keyof Settings} */ (field.name)] = value;
    }
    if (settings[FRONT_DOORS[settings.door]?.address ?? 'functionUrl'] === '') settings.door = usableDoor(settings);
  }

  for (const name of /** @type {const} */ (['model', 'door'])) {
    byId(name).addEventListener('change', () => {
      settings[name] = byId(name).value;
      show();
      onChange();
    });
  }
  /** @param {string} [field] `address`, or the name of the field to focus. */
  const open = field => {
    writeForm();
    dialog.showModal();
    const name = field === 'address' ? (FRONT_DOORS[settings.door]?.address ?? 'functionUrl') : field;
    form.querySelector(/** @type {'input'} */ (`[name=${name}]`))?.focus();
    byId('month').textContent = '…';
    void monthUsageOf(settings).then(line => {
      byId('month').textContent = line;
    });
  };
  byId('open-settings').addEventListener('click', () => open());
  byId('close-settings').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', () => {
    readForm();
    show();
    onChange();
  });
  if (settings[FRONT_DOORS[settings.door]?.address ?? 'functionUrl'] === '') settings.door = usableDoor(settings);
  show();
  return { open, show };
}

/** Grouped by their providers where the gateway has told them. @param {import('./model-catalog.js').Description[]} models */
function optionsOf(models) {
  const options = models.map(({ id, name, price }) => new Option(price === '' ? name : `${name} · ${price}`, id));
  const providers = [...new Set(models.map(({ provider }) => provider))];
  if (providers.length < 2) return options;
  return providers.map(provider => {
    const group = document.createElement('optgroup');
    group.label = provider || 'Others';
    group.append(...options.filter((_, at) => models[at]?.provider === provider));
    return group;
  });
}

/** @param {Settings} settings */
const usableDoor = settings =>
  Object.keys(FRONT_DOORS).find(name => settings[FRONT_DOORS[name]?.address ?? 'functionUrl'] !== '') ?? 'sse';
