import { monthUsageOf } from './month-usage.js';
import { FRONT_DOORS } from './settings.js';

/** @import { ModelCatalog } from './model-catalog.js' */
/** @import { Settings } from './settings.js' */

/** @param {string} id @returns {any} */
const byId = id => document.getElementById(id);

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
    byId('model').replaceChildren(...offered.map(model => new Option(catalog.nameOf(model), model)));
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
      if (field.type === 'checkbox') field.checked = settings.remember === 'yes';
      else if (field.name in settings) field.value = settings[/** @type {keyof Settings} */ (field.name)];
    }
  }

  function readForm() {
    for (const field of /** @type {Iterable<any>} */ (form.elements)) {
      if (field.type === 'checkbox') settings.remember = field.checked ? 'yes' : 'no';
      else if (field.name in settings) settings[/** @type {keyof Settings} */ (field.name)] = field.value.trim();
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

/** @param {Settings} settings */
const usableDoor = settings =>
  Object.keys(FRONT_DOORS).find(name => settings[FRONT_DOORS[name]?.address ?? 'functionUrl'] !== '') ?? 'sse';
